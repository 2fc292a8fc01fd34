ALTER TABLE logins
  ADD COLUMN totp_sealed_secret bytea,
  ADD COLUMN totp_confirmed boolean NOT NULL DEFAULT false,
  ADD COLUMN totp_last_step bigint NOT NULL DEFAULT 0,
  ADD COLUMN recovery_hashes bytea,
  ADD COLUMN credentials_version bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN logins.totp_sealed_secret IS 'The authenticator''s secret, AES-256-GCM under SECOND_FACTOR_KEY, bound to the player';
COMMENT ON COLUMN logins.recovery_hashes IS 'SHA-256 of the recovery codes that are left, one behind the other';
