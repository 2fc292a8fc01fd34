-- Two hundred users with up to nine items each, and what they did. Everything here can be imported.

INSERT INTO item_definitions (slug, name, rarity) VALUES
  ('copper-blade', 'Copper blade', 'COMMON'), ('iron-blade', 'Iron blade', 'COMMON'),
  ('jade-blade', 'Jade blade', 'RARE'), ('dragon-blade', 'Dragon blade', 'LEGENDARY');

INSERT INTO users (username, email, created_at)
SELECT 'user' || n, 'user' || n || '@example.com', timestamptz '2024-01-01' + n * interval '1 hour'
FROM generate_series(1, 200) n;

-- Every tenth has spent everything, every fourth has a bonus.
INSERT INTO wallets (user_id, balance, bonus_balance, updated_at)
SELECT id, CASE WHEN id % 10 = 0 THEN 0 ELSE id * 13.37 END, CASE WHEN id % 4 = 0 THEN 5.50 ELSE 0 END,
  timestamptz '2025-06-01'
FROM users;

INSERT INTO inventory (user_id, definition_id, market_price, status, acquired_at, updated_at)
SELECT u.id, 1 + (u.id + k) % 4, (1 + (u.id * k) % 97) * 0.25, CASE WHEN k = 9 THEN 'sold' ELSE 'owned' END,
  timestamptz '2025-01-01' + (u.id * 10 + k) * interval '1 minute', timestamptz '2025-06-01'
FROM users u, generate_series(1, 9) k
WHERE k <= u.id % 10;

INSERT INTO transactions (user_id, type, amount, meta, created_at)
SELECT u.id, CASE k WHEN 1 THEN 'deposit' ELSE 'case_opening' END, CASE k WHEN 1 THEN 100 ELSE -2.5 END,
  jsonb_build_object('n', k), timestamptz '2025-01-01' + (u.id * 10 + k) * interval '1 minute'
FROM users u, generate_series(1, 4) k;
