ALTER TABLE wallets ADD COLUMN promo_minor bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN wallets.available_minor IS 'cash';
COMMENT ON COLUMN wallets.promo_minor IS 'promotional money, apart from the cash: spent on boxes, never withdrawn';

ALTER TABLE ledger
  ADD COLUMN promo_minor bigint NOT NULL DEFAULT 0,
  ADD COLUMN promo_after_minor bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN ledger.promo_minor IS 'the part of the amount that is promotional money';
COMMENT ON COLUMN ledger.balance_after_minor IS 'the player''s cash afterwards';
