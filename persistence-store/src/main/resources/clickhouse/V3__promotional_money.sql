-- The part of amount_minor that is promotional money.
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS promo_minor Int64 DEFAULT 0;
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS promo_after_minor Int64 DEFAULT 0;
-- What promotional money was given for, empty where none was.
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS campaign LowCardinality(String) DEFAULT '';
