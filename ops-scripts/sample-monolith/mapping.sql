-- How the sample's tables become players, items and transactions. docs/import.md says what each section must give.
-- source: sample

-- players:
SELECT u.id AS player_id, w.balance * 100 AS cash_minor, w.bonus_balance * 100 AS promo_minor, w.currency
FROM users u JOIN wallets w ON w.user_id = u.id
WHERE u.deleted_at IS NULL;

-- changed players:
SELECT u.id AS player_id, w.balance * 100 AS cash_minor, w.bonus_balance * 100 AS promo_minor, w.currency,
  u.deleted_at IS NOT NULL AS gone
FROM users u JOIN wallets w ON w.user_id = u.id
WHERE w.updated_at >= :since OR u.deleted_at >= :since;

-- items:
SELECT i.id AS item_id, i.user_id AS player_id, d.slug AS definition_id, d.name, d.rarity,
  i.market_price * 100 AS value_minor, i.acquired_at
FROM inventory i JOIN item_definitions d ON d.id = i.definition_id
WHERE i.status = 'owned';

-- changed items:
SELECT i.id AS item_id, i.user_id AS player_id, d.slug AS definition_id, d.name, d.rarity,
  i.market_price * 100 AS value_minor, i.acquired_at, i.status <> 'owned' AS gone
FROM inventory i JOIN item_definitions d ON d.id = i.definition_id
WHERE i.updated_at >= :since;

-- transactions:
SELECT id::text AS transaction_id, user_id AS player_id, type AS kind, amount * 100 AS amount_minor,
  created_at AS at, meta::text AS details
FROM transactions
WHERE created_at >= :since;

-- totals:
SELECT
  (SELECT count(*) FROM users JOIN wallets ON user_id = id WHERE deleted_at IS NULL) AS players,
  (SELECT sum(balance) * 100 FROM wallets JOIN users ON id = user_id WHERE deleted_at IS NULL) AS cash_minor,
  (SELECT sum(bonus_balance) * 100 FROM wallets JOIN users ON id = user_id WHERE deleted_at IS NULL) AS promo_minor,
  (SELECT count(*) FROM inventory WHERE status = 'owned') AS items,
  (SELECT sum(market_price) * 100 FROM inventory WHERE status = 'owned') AS item_value_minor;
