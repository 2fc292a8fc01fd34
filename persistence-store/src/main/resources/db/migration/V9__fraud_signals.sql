-- What the fraud detection found, each finding once; not a part of the mirror. Rows stay until an operator removes them.
CREATE TABLE fraud_signals (
    signal_id uuid PRIMARY KEY,
    rule text NOT NULL,
    rule_version integer NOT NULL,
    severity text NOT NULL,
    at timestamptz NOT NULL,
    player_id bigint NOT NULL,
    subject text NOT NULL,
    figures jsonb NOT NULL,
    transaction_ids uuid[] NOT NULL,
    other_player_ids bigint[] NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    freeze_id uuid
);
COMMENT ON COLUMN fraud_signals.at IS 'time of the transaction that gave rise to it';
COMMENT ON COLUMN fraud_signals.subject IS 'what of the player it is about: a day, a box';
COMMENT ON COLUMN fraud_signals.figures IS 'what was found and what was allowed; amounts are minor units';
COMMENT ON COLUMN fraud_signals.freeze_id IS 'the transaction with which it froze the player''s withdrawals, null if it did not';
CREATE INDEX fraud_signals_of_player ON fraud_signals (player_id, at);
CREATE INDEX fraud_signals_by_time ON fraud_signals (at);
