-- What the peers on Postgres keep. Money in minor units, odds as tickets laid end to end.
CREATE TABLE boxes (
  box_id        text PRIMARY KEY,
  price_minor   bigint NOT NULL,
  total_tickets bigint NOT NULL
);

-- An item is drawn by the tickets below its upto_ticket and not below that of the item before it.
CREATE TABLE box_items (
  box_id        text NOT NULL,
  upto_ticket   bigint NOT NULL,
  definition_id text NOT NULL,
  name          text NOT NULL,
  rarity        text NOT NULL,
  value_minor   bigint NOT NULL,
  PRIMARY KEY (box_id, upto_ticket)
);

-- Room on each page, so that an update stays on it and no index is touched.
CREATE TABLE wallets (
  player_id       bigint PRIMARY KEY,
  available_minor bigint NOT NULL CHECK (available_minor >= 0),
  sequence        bigint NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE items (
  player_id     bigint NOT NULL,
  item_id       bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  definition_id text NOT NULL,
  name          text NOT NULL,
  rarity        text NOT NULL,
  value_minor   bigint NOT NULL,
  state         text NOT NULL,
  source_key    uuid NOT NULL,
  acquired_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (player_id, item_id)
);

CREATE TABLE journal (
  player_id           bigint NOT NULL,
  key                 uuid NOT NULL,
  sequence            bigint NOT NULL,
  kind                text NOT NULL,
  debit_account       text NOT NULL,
  credit_account      text NOT NULL,
  amount_minor        bigint NOT NULL,
  balance_after_minor bigint NOT NULL,
  box_id              text NOT NULL,
  ticket              bigint NOT NULL,
  item_id             bigint NOT NULL,
  definition_id       text NOT NULL,
  created_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (player_id, key)
);
