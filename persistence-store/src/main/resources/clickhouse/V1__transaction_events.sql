-- One row per transaction. The first five columns are the plan's, the others are exact and ours.
-- `timestamp` is `occurred_at` in whole seconds; it leads the sorting key, so a question about a time range reads
-- only that range.
-- The sink asks before it inserts, so that a plain count() is right; ReplacingMergeTree is the backstop for what
-- slips through. The window lets a repeated INSERT be recognised by its token when the first one's reply was lost.
CREATE TABLE IF NOT EXISTS transaction_events (
    timestamp DateTime,
    user_id UInt64,
    event_type LowCardinality(String),
    amount Decimal(10, 2),
    metadata String,
    transaction_id UUID,
    sequence UInt64,
    occurred_at DateTime64(3, 'UTC'),
    currency LowCardinality(String),
    amount_minor Int64,
    balance_after_minor Int64,
    total_value_minor Int64,
    box_id LowCardinality(String),
    box_version Int32,
    item_ids Array(String),
    item_rarities Array(LowCardinality(String)),
    item_values_minor Array(Int64),
    ingested_at DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(timestamp)
ORDER BY (timestamp, user_id, transaction_id)
TTL timestamp + INTERVAL 2 YEAR
SETTINGS non_replicated_deduplication_window = 1000;
