-- What the importer has read of the monolith, in a schema of its own beside the mirror. A dry run makes the same as
-- temporary tables, so nothing here names a schema.

CREATE TABLE players (
  player_id bigint PRIMARY KEY,
  source_key text NOT NULL,
  grid_partition integer NOT NULL,
  cash_minor bigint NOT NULL,
  promo_minor bigint NOT NULL,
  gone boolean NOT NULL DEFAULT false
);
CREATE INDEX players_by_partition ON players (grid_partition);
COMMENT ON COLUMN players.gone IS 'was read once, and is in the monolith no more';

CREATE TABLE items (
  item_id uuid PRIMARY KEY,
  source_key text NOT NULL,
  player_id bigint,
  definition_id text NOT NULL,
  name text NOT NULL,
  rarity text NOT NULL,
  value_minor bigint NOT NULL,
  acquired_at_ms bigint NOT NULL,
  hash bigint NOT NULL,
  places bigint[] NOT NULL
);
CREATE INDEX items_by_player ON items (player_id);
COMMENT ON COLUMN items.player_id IS 'null: is in the monolith no more';
COMMENT ON COLUMN items.places IS 'everybody who had it, and with whom it may still be in the grid';

-- A player with a finding is not imported until it is gone.
CREATE TABLE findings (
  subject text NOT NULL,
  source_key text NOT NULL,
  player_id bigint,
  reason text NOT NULL,
  PRIMARY KEY (subject, source_key, reason)
);
CREATE INDEX findings_by_player ON findings (player_id);

-- Players who may differ from the grid.
CREATE TABLE dirty (
  player_id bigint PRIMARY KEY
);

CREATE TABLE progress (
  one_row boolean PRIMARY KEY DEFAULT true CHECK (one_row),
  source text NOT NULL,
  watermark timestamptz NOT NULL
);
COMMENT ON COLUMN progress.watermark IS 'by the monolith''s clock: what changed before it was read, but for late commits';

-- The monolith's transactions as they were: kept to be looked up, no part of the ledger.
CREATE TABLE transactions (
  source_key text PRIMARY KEY,
  player_id bigint NOT NULL,
  kind text NOT NULL,
  amount_minor bigint NOT NULL,
  at timestamptz NOT NULL,
  details text
);
CREATE INDEX transactions_by_player ON transactions (player_id, at);
