-- What the ledger entry records, finer than event_type; rows of before had one kind per type.
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS kind LowCardinality(String) DEFAULT event_type;
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS held_after_minor Int64 DEFAULT 0;
-- 0 where there is no other user.
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS counterparty_id UInt64 DEFAULT 0;
-- All zero where no earlier transaction is followed up.
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS reference_id UUID DEFAULT toUUID('00000000-0000-0000-0000-000000000000');
