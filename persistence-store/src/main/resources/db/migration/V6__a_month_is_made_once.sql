-- The advisory lock alone did not do: who waited for it could still see a catalogue from before the wait, in
-- which the partition was missing. CREATE TABLE looks again under a lock of its own.
CREATE OR REPLACE FUNCTION ensure_ledger_partition(month date) RETURNS void
  LANGUAGE plpgsql
  AS $$
DECLARE
  partition text := 'ledger_' || to_char(month, 'YYYY_MM');
BEGIN
  IF to_regclass(quote_ident(partition)) IS NOT NULL THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('rollingdrop.ledger_partition'));
  EXECUTE format(
    'CREATE TABLE IF NOT EXISTS %I PARTITION OF ledger FOR VALUES FROM (%L) TO (%L)',
    partition,
    to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
    to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
END
$$;
