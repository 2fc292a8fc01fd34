-- A monolith as the plan has it today: PostgreSQL behind Node.js. The application sets updated_at with now(), which is
-- when its transaction began.

CREATE TABLE users (
  id serial PRIMARY KEY,
  username text NOT NULL UNIQUE,
  email text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  deleted_at timestamptz
);

CREATE TABLE wallets (
  user_id integer PRIMARY KEY REFERENCES users,
  balance numeric(14, 4) NOT NULL,
  bonus_balance numeric(14, 4) NOT NULL DEFAULT 0,
  currency char(3) NOT NULL DEFAULT 'USD',
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX wallets_by_update ON wallets (updated_at);

CREATE TABLE item_definitions (
  id serial PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  rarity text NOT NULL
);

-- No foreign key to users: rows of users who were removed by hand are still there.
CREATE TABLE inventory (
  id bigserial PRIMARY KEY,
  user_id integer NOT NULL,
  definition_id integer NOT NULL REFERENCES item_definitions,
  market_price numeric(12, 4) NOT NULL,
  status text NOT NULL DEFAULT 'owned' CHECK (status IN ('owned', 'sold', 'withdrawn')),
  acquired_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inventory_by_user ON inventory (user_id);
CREATE INDEX inventory_by_update ON inventory (updated_at);

CREATE TABLE transactions (
  id bigserial PRIMARY KEY,
  user_id integer NOT NULL,
  type text NOT NULL,
  amount numeric(14, 4) NOT NULL,
  meta jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX transactions_by_time ON transactions (created_at);
