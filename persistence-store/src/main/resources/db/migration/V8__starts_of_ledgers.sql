-- Where a player's ledger begins in the grid. The entries before are in the table ledger (or, when their month has
-- left it, where the rule put it), and nowhere else.
CREATE TABLE ledger_starts (
  player_id bigint PRIMARY KEY,
  sequence bigint NOT NULL,
  hash bytea NOT NULL,
  available_minor bigint NOT NULL,
  held_minor bigint NOT NULL,
  promo_minor bigint NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  items bigint NOT NULL,
  items_digest bigint NOT NULL,
  rows_digest bigint NOT NULL,
  accounts jsonb NOT NULL,
  draws jsonb NOT NULL,
  version bigint NOT NULL
);
COMMENT ON TABLE ledger_starts IS 'balances brought forward of the ledger entries that the grid holds no more';
COMMENT ON COLUMN ledger_starts.sequence IS 'of the last entry that the grid holds no more; as there are no gaps, also how many';
COMMENT ON COLUMN ledger_starts.hash IS 'of that entry; the chain goes on from it';
COMMENT ON COLUMN ledger_starts.items_digest IS 'of the items that the player had then';
COMMENT ON COLUMN ledger_starts.rows_digest IS 'of the rows of the table ledger that were found equal before their entries left the grid';
COMMENT ON COLUMN ledger_starts.accounts IS 'what those entries debited and credited, minor units, by account';
COMMENT ON COLUMN ledger_starts.draws IS 'draws from limited boxes in those entries, by box';
COMMENT ON COLUMN ledger_starts.version IS 'the sequence: what closes more wins';

-- Months that have left the table ledger by rule, with what was in them.
CREATE TABLE ledger_months_gone (
  month date NOT NULL,
  went text NOT NULL,
  rows bigint NOT NULL,
  amount_minor numeric NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (month, at)
);
COMMENT ON COLUMN ledger_months_gone.went IS 'ARCHIVE: to the schema archive; DROP: nowhere';
