ALTER TABLE ledger ADD COLUMN traceparent text;
COMMENT ON COLUMN ledger.traceparent IS 'where the request stood in a trace, as the header traceparent of the W3C has it; null when it was asked without one';
