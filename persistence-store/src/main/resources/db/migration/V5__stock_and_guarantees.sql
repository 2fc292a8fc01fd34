-- What is left of a stock stands in no table: a cold start counts what the ledger sold, and the rest is left.
ALTER TABLE box_versions
  ADD COLUMN stock bigint,
  ADD COLUMN guarantee jsonb;
COMMENT ON COLUMN box_versions.stock IS 'draws that there are in all, over all versions of the box; null for no limit';
COMMENT ON COLUMN box_versions.guarantee IS 'rarities and within; null for none';

CREATE TABLE guarantee_counters (
  player_id bigint NOT NULL,
  box_id text NOT NULL,
  guarantee text NOT NULL,
  misses integer NOT NULL,
  version bigint NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (player_id, box_id)
);
COMMENT ON COLUMN guarantee_counters.misses IS 'draws since the last one that gave a guaranteed item';
