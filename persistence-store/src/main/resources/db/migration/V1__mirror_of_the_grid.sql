-- The mirror of the grid: one table per cache. Rows arrive in any order and more than once, so there are
-- no foreign keys and no checks: the grid has decided already, the mirror only takes down.

DO $$
BEGIN
  IF current_setting('server_encoding') <> 'UTF8' THEN
    RAISE EXCEPTION 'the database must be encoded in UTF8, but is in %', current_setting('server_encoding');
  END IF;
END
$$;

-- Epoch milliseconds to a time and back, exact. Stable and not immutable, as timestamptz + interval is; the
-- interval has no days or months, so the session's time zone has no part in it.
CREATE FUNCTION from_epoch_ms(ms bigint) RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT timestamptz 'epoch' + ms * interval '1 millisecond' $$;

CREATE FUNCTION epoch_ms(t timestamptz) RETURNS bigint
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (extract(epoch FROM t) * 1000)::bigint $$;

CREATE TABLE wallets (
  player_id bigint PRIMARY KEY,
  available_minor bigint NOT NULL,
  held_minor bigint NOT NULL,
  currency text NOT NULL,
  sequence bigint NOT NULL,
  version bigint NOT NULL,
  sealed_server_seed bytea NOT NULL,
  server_seed_hash text NOT NULL,
  client_seed text NOT NULL,
  nonce bigint NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON COLUMN wallets.sealed_server_seed IS 'encrypted by the grid; the key never comes here';

CREATE TABLE items (
  item_id uuid PRIMARY KEY,
  player_id bigint NOT NULL,
  definition_id text NOT NULL,
  name text NOT NULL,
  rarity text NOT NULL,
  value_minor bigint NOT NULL,
  state text NOT NULL,
  source_transaction_id uuid NOT NULL,
  acquired_sequence bigint NOT NULL,
  acquired_at timestamptz NOT NULL,
  version bigint NOT NULL
);
CREATE INDEX items_by_player ON items (player_id);

-- One partition per month (UTC), made by ensure_ledger_partition before the first row of a month.
CREATE TABLE ledger (
  player_id bigint NOT NULL,
  transaction_id uuid NOT NULL,
  sequence bigint NOT NULL,
  kind text NOT NULL,
  debit_account text NOT NULL,
  credit_account text NOT NULL,
  amount_minor bigint NOT NULL,
  balance_after_minor bigint NOT NULL,
  created_at timestamptz NOT NULL,
  box_id text,
  fingerprint bytea NOT NULL,
  reply text NOT NULL,
  PRIMARY KEY (player_id, transaction_id, created_at)
) PARTITION BY RANGE (created_at);
CREATE INDEX ledger_by_sequence ON ledger (player_id, sequence);
COMMENT ON COLUMN ledger.reply IS 'the reply as it was first sent, byte for byte: text and not json';

-- Makes the partition of a month, given as its first day. Several nodes may ask at once: the lock lets one of
-- them make it and the others find it.
CREATE FUNCTION ensure_ledger_partition(month date) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  partition text := 'ledger_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(quote_ident(partition)) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('rollingdrop.ledger_partition'));
  IF to_regclass(quote_ident(partition)) IS NULL THEN
    EXECUTE format(
      'CREATE TABLE %I PARTITION OF ledger FOR VALUES FROM (%L) TO (%L)',
      partition,
      to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
      to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  END IF;
END
$$;

CREATE TABLE revealed_seeds (
  player_id bigint NOT NULL,
  server_seed_hash text NOT NULL,
  server_seed bytea NOT NULL,
  client_seed text NOT NULL,
  last_nonce bigint NOT NULL,
  revealed_at timestamptz NOT NULL,
  PRIMARY KEY (player_id, server_seed_hash)
);

CREATE TABLE boxes (
  box_id text PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  price_minor bigint NOT NULL,
  odds_hash text NOT NULL,
  updated_at timestamptz NOT NULL
);

CREATE TABLE box_versions (
  box_id text NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  price_minor bigint NOT NULL,
  total_tickets bigint NOT NULL,
  odds_hash text NOT NULL,
  items jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (box_id, version)
);
COMMENT ON COLUMN box_versions.items IS 'array in published order: definitionId, name, rarity, valueMinor, tickets';

-- Rows that Postgres refused, set aside so that the rows behind them pass. One line per row: the last refusal.
CREATE TABLE mirror_rejects (
  cache text NOT NULL,
  key text NOT NULL,
  reason text NOT NULL,
  payload text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  at timestamptz NOT NULL,
  PRIMARY KEY (cache, key)
);
COMMENT ON COLUMN mirror_rejects.payload IS 'json of the row without its secrets';
