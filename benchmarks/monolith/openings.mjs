import { drawTicket, itemOf } from './draw.mjs';

// Named, so that Postgres plans each once per connection.
const FIND = {
  name: 'find',
  text: `SELECT item_id, definition_id, ticket, balance_after_minor FROM journal WHERE player_id = $1 AND key = $2`,
};
const DEBIT = {
  name: 'debit',
  text: `UPDATE wallets SET available_minor = available_minor - $2, sequence = sequence + 1
    WHERE player_id = $1 AND available_minor >= $2 RETURNING available_minor, sequence`,
};
const ADD_ITEM = {
  name: 'add-item',
  text: `INSERT INTO items (player_id, definition_id, name, rarity, value_minor, state, source_key)
    VALUES ($1, $2, $3, $4, $5, 'OWNED', $6) RETURNING item_id`,
};
const ADD_ENTRY = {
  name: 'add-entry',
  text: `INSERT INTO journal (player_id, key, sequence, kind, debit_account, credit_account, amount_minor,
      balance_after_minor, box_id, ticket, item_id, definition_id)
    VALUES ($1, $2, $3, 'BOX_OPENING', 'PLAYER', 'HOUSE', $4, $5, $6, $7, $8, $9)`,
};

/** An opening that was refused and changed nothing. */
export class Refused extends Error {}

/** The boxes, read once: by id, with the price and the items in the order of their tickets. */
export async function loadBoxes(pool) {
  const boxes = new Map();
  const { rows } = await pool.query('SELECT box_id, price_minor, total_tickets FROM boxes');
  for (const box of rows) {
    const items = await pool.query('SELECT * FROM box_items WHERE box_id = $1 ORDER BY upto_ticket', [box.box_id]);
    boxes.set(box.box_id, {
      priceMinor: box.price_minor,
      totalTickets: Number(box.total_tickets),
      items: items.rows.map((item) => ({ ...item, uptoTicket: Number(item.upto_ticket) })),
    });
  }
  return boxes;
}

/** Opens a box once for a player, in one transaction; a key that was used gives its first reply again. */
export async function openBox(pool, boxes, { playerId, key, boxId }) {
  const box = boxes.get(boxId);
  if (!box) throw new Refused('BOX_NOT_FOUND');
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const reply = await inTransaction(client, box, { playerId, key, boxId });
    await client.query('COMMIT');
    return reply;
  } catch (e) {
    await client.query('ROLLBACK');
    throw e;
  } finally {
    client.release();
  }
}

async function inTransaction(client, box, { playerId, key, boxId }) {
  const found = await client.query({ ...FIND, values: [playerId, key] });
  if (found.rows.length > 0) {
    const [first] = found.rows;
    return reply(true, first.item_id, first.definition_id, first.ticket, first.balance_after_minor);
  }
  const debited = await client.query({ ...DEBIT, values: [playerId, box.priceMinor] });
  if (debited.rows.length === 0) throw new Refused('INSUFFICIENT_FUNDS');
  const [wallet] = debited.rows;
  const ticket = drawTicket(box.totalTickets);
  const item = itemOf(box.items, ticket);
  const added = await client.query({
    ...ADD_ITEM,
    values: [playerId, item.definition_id, item.name, item.rarity, item.value_minor, key],
  });
  const itemId = added.rows[0].item_id;
  await client.query({
    ...ADD_ENTRY,
    values: [
      playerId, key, wallet.sequence, box.priceMinor, wallet.available_minor, boxId, ticket, itemId, item.definition_id,
    ],
  });
  return reply(false, itemId, item.definition_id, ticket, wallet.available_minor);
}

// Postgres's bigints come as text and go as text: a number would lose digits.
function reply(replayed, itemId, definitionId, ticket, balanceMinor) {
  return { replayed, itemId, definitionId, ticket: String(ticket), balanceMinor };
}
