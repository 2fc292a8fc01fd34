CREATE TABLE logins (
  name text NOT NULL,
  player_id bigint NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL,
  version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (name)
);
COMMENT ON COLUMN logins.password_hash IS 'Argon2id in the PHC''s string format, with its parameters and a salt of its own';
