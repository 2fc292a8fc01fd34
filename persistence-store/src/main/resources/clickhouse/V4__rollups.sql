-- Rollups per hour, per box and per player, as projections: materialized views that ClickHouse keeps inside each part,
-- beside the rows they add up. A part is written, merged, replaced and deleted as one, so a rollup can neither miss an
-- event that the table holds nor count one that it does not, whoever is killed and whatever is sent again.
-- A question whose GROUP BY and WHERE use the expressions below is answered from them; any other reads the events.
-- (Hence item_count: what the analyzer rewrites, such as length(item_ids), is not found again.)
-- Merges drop repeated rows; the rollups of what was merged are then added up anew.
ALTER TABLE transaction_events ADD COLUMN IF NOT EXISTS item_count UInt32 DEFAULT length(item_ids);
ALTER TABLE transaction_events MODIFY SETTING deduplicate_merge_projection_mode = 'rebuild';
ALTER TABLE transaction_events ADD PROJECTION IF NOT EXISTS per_hour (
    SELECT toStartOfHour(timestamp, 'UTC'), currency, kind,
        count(), sum(amount_minor), sum(promo_minor), sum(total_value_minor), sum(item_count)
    GROUP BY toStartOfHour(timestamp, 'UTC'), currency, kind
);
ALTER TABLE transaction_events ADD PROJECTION IF NOT EXISTS per_box (
    SELECT box_id, toStartOfHour(timestamp, 'UTC'), currency, kind,
        count(), sum(amount_minor), sum(promo_minor), sum(total_value_minor), sum(item_count)
    GROUP BY box_id, toStartOfHour(timestamp, 'UTC'), currency, kind
);
ALTER TABLE transaction_events ADD PROJECTION IF NOT EXISTS per_player (
    SELECT user_id, toStartOfMonth(timestamp, 'UTC'), currency, kind,
        count(), sum(amount_minor), sum(promo_minor), sum(total_value_minor), sum(item_count),
        min(timestamp), max(timestamp)
    GROUP BY user_id, toStartOfMonth(timestamp, 'UTC'), currency, kind
);
-- For the rows that are there already; in the background, and until it is done they are read as events.
ALTER TABLE transaction_events MATERIALIZE PROJECTION per_hour;
ALTER TABLE transaction_events MATERIALIZE PROJECTION per_box;
ALTER TABLE transaction_events MATERIALIZE PROJECTION per_player;
