-- Readable, so that somebody can answer a player who asks, also without the grid.
ALTER TABLE wallets ADD COLUMN safeguards jsonb;
COMMENT ON COLUMN wallets.safeguards IS 'the player''s limits, what is used of them, and pauses; null for none. Times are epoch milliseconds';
