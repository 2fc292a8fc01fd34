-- Entries of before have no chain: 32 zero bytes stand for none.
ALTER TABLE wallets ADD COLUMN ledger_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex');
COMMENT ON COLUMN wallets.ledger_hash IS 'hash of the last ledger entry';

ALTER TABLE ledger
  ADD COLUMN held_after_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN counterparty_id bigint,
  ADD COLUMN reference_id uuid,
  ADD COLUMN items_in text NOT NULL DEFAULT '',
  ADD COLUMN items_out text NOT NULL DEFAULT '',
  ADD COLUMN hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex');
COMMENT ON COLUMN ledger.items_in IS 'ids of items that came to the player, with commas between';
COMMENT ON COLUMN ledger.hash IS 'over the hash of the player''s entry before and all of this one';

ALTER TABLE items ADD COLUMN ask_minor bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN items.ask_minor IS 'what a listed item costs, 0 when it is not listed';

CREATE TABLE pending (
  player_id bigint NOT NULL,
  transaction_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  amount_minor bigint NOT NULL,
  settles_at_expiry boolean NOT NULL,
  recipient_id bigint,
  offered_items text NOT NULL,
  asked_items text NOT NULL,
  offered_minor bigint NOT NULL,
  asked_minor bigint NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (player_id, transaction_id)
);
COMMENT ON TABLE pending IS 'what waits for a second step, and what came of it; the grid holds the open ones only';
