/*
 * Checks a receipt of a box opening by itself: it shares no code with the system that drew it. Run by the player page in
 * the browser and by ops-scripts/verify-receipt in Node.js, on WebCrypto in both. What it recomputes, and from what:
 *
 *   server seed   32 bytes, published as hex after rotation; before it, the player saw SHA-256 of those bytes
 *   odds          SHA-256 of the lines "definitionId:tickets\n" in the order in which the box's items are published;
 *                 where the box guarantees an item within N draws, the item's line is "definitionId:tickets:N\n"
 *   ticket        the first 8 bytes of HMAC-SHA256(server seed, "clientSeed:nonce:draw"), as an unsigned big-endian
 *                 integer, times totalTickets, shifted right by 64 bits
 *   item          the one whose range holds the ticket, ranges laid end to end in the published order
 *   guarantee     when N - 1 draws since the last guaranteed item gave none, the next draw is made in the same way
 *                 among the guaranteed items only, with the sum of their tickets as totalTickets
 *   itemId        the first 16 bytes of SHA-256("item:transactionId:draw") as a UUID of version 8 (RFC 9562)
 */
import { Unusable, show } from './exact-json.mjs';

const utf8 = (text) => new TextEncoder().encode(text);
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value) => typeof value === 'string';
export const isCount = (value) => typeof value === 'bigint' && value >= 0n;

/** Collects the outcome of each check. */
class Report {
  checks = [];
  failures = 0;

  same(what, expected, found) {
    return this.that(what, expected === found, expected, found);
  }

  that(what, holds, expected, found) {
    if (!holds) this.failures++;
    this.checks.push(holds ? { what, holds } : { what, holds, expected: show(expected), found: show(found) });
    return holds;
  }
}

/** The fields in their places and of their kinds; nothing else is checked on a reply that fails here. */
function checkShape(report, receipt, box) {
  const failuresBefore = report.failures;
  const has = (what, object, fields) => {
    for (const [field, kind] of Object.entries(fields)) {
      const [holds, expected] = KINDS[kind];
      const found = isObject(object) ? object[field] : undefined;
      if (!holds(found)) report.that(`${what}.${field}`, false, expected, found);
    }
  };
  const each = (what, list, fields) => {
    if (Array.isArray(list)) list.forEach((entry, i) => has(`${what}[${i}]`, entry, fields));
  };
  has('receipt', receipt, {
    transactionId: 'text', kind: 'text', sequence: 'count', boxId: 'text', boxVersion: 'count', oddsHash: 'text',
    chargedMinor: 'count', balanceMinor: 'count', items: 'list', fairness: 'object',
  });
  const { items, fairness } = receipt;
  each('receipt.items', items, {
    itemId: 'text', definitionId: 'text', name: 'text', rarity: 'text', valueMinor: 'count',
  });
  has('receipt.fairness', fairness, { serverSeedHash: 'text', clientSeed: 'text', nonce: 'count', draws: 'list' });
  each('receipt.fairness.draws', fairness?.draws, {
    draw: 'count', ticket: 'count', totalTickets: 'count', definitionId: 'text',
  });
  has('box', box, { boxId: 'text', version: 'count', oddsHash: 'text', totalTickets: 'count', items: 'list' });
  each('box.items', box.items, {
    definitionId: 'text', name: 'text', rarity: 'text', valueMinor: 'count', tickets: 'count', chance: 'text',
  });
  if (box.guarantee !== undefined || receipt.guarantee !== undefined) {
    has('box.guarantee', box.guarantee, { rarities: 'texts', within: 'count' });
    has('receipt.guarantee', receipt.guarantee, { rarities: 'texts', within: 'count', missesAfter: 'count' });
    each('receipt.fairness.draws', fairness?.draws, { missesBefore: 'count', guaranteed: 'boolean' });
  }
  if (report.failures > failuresBefore) return false;
  return report.that('every field is in its place', true);
}

const KINDS = {
  text: [isText, 'a string'],
  count: [isCount, 'a whole number, not negative'],
  list: [Array.isArray, 'a list'],
  texts: [(value) => Array.isArray(value) && value.every(isText), 'a list of strings'],
  boolean: [(value) => typeof value === 'boolean', 'true or false'],
  object: [isObject, 'an object'],
};

async function checkBox(report, receipt, box) {
  report.same('the box is the one that was opened', receipt.boxId, box.boxId);
  report.same('the version of the box is the one that was opened', receipt.boxVersion, box.version);
  const ids = box.items.map((item) => item.definitionId);
  report.same('no item is published twice', ids.length, new Set(ids).size);
  // A line end or a colon inside an id would let two different lists of odds have the same lines.
  report.that('no id holds a line end or a colon', !ids.some((id) => /[\r\n:]/.test(id)), 'none', 'one');
  const total = box.items.reduce((sum, item) => sum + item.tickets, 0n);
  report.that('the box has tickets', total > 0n, 'at least 1', total);
  report.same('totalTickets is the sum of all tickets', total, box.totalTickets);
  const lines = box.items.map((item) =>
    `${item.definitionId}:${item.tickets}${isGuaranteed(box, item) ? `:${box.guarantee.within}` : ''}\n`);
  const odds = hex(await sha256(utf8(lines.join(''))));
  report.same("the published odds have the box's oddsHash", odds, box.oddsHash);
  report.same("the published odds have the receipt's oddsHash", odds, receipt.oddsHash);
  checkChances(report, box, total);
  report.same('the stock is the one that was published', box.stock, receipt.stock);
}

const isGuaranteed = (box, item) => box.guarantee !== undefined && box.guarantee.rarities.includes(item.rarity);

/** A guarantee in one text, the same for the same promise. */
const promiseOf = ({ guarantee }) => guarantee && `${[...guarantee.rarities].sort().join(',')} within ${guarantee.within}`;

/**
 * The misses before each draw and whether it is a guaranteed one, recomputed from the first draw's misses and the items
 * that were drawn.
 */
function checkGuarantee(report, receipt, box, previous) {
  if (box.guarantee === undefined) return;
  const { within } = box.guarantee;
  const { draws } = receipt.fairness;
  report.same('the guarantee is the one that was published', promiseOf(box), promiseOf(receipt));
  let misses = draws[0]?.missesBefore ?? 0n;
  report.that('the misses before the first draw are fewer than the guarantee allows', misses < within,
    `less than ${within}`, misses);
  if (previous !== undefined) checkPrevious(report, receipt, previous, misses);
  draws.forEach((draw, i) => {
    report.same(`draw ${i}: its missesBefore follows from the draw before`, misses, draw.missesBefore);
    report.same(`draw ${i}: it is guaranteed when it is the last one within`, misses + 1n === within, draw.guaranteed);
    const item = box.items.find((each) => each.definitionId === draw.definitionId);
    misses = item !== undefined && isGuaranteed(box, item) ? 0n : misses + 1n;
  });
  report.same('missesAfter follows from the last draw', misses, receipt.guarantee.missesAfter);
}

function checkPrevious(report, receipt, previous, misses) {
  report.same('the previous receipt is of the same box', receipt.boxId, previous.boxId);
  report.that('the previous receipt is an earlier one', isCount(previous.sequence) && previous.sequence < receipt.sequence,
    `a sequence below ${receipt.sequence}`, previous.sequence);
  const sameGuarantee = isObject(previous.guarantee) && Array.isArray(previous.guarantee.rarities)
    && promiseOf(previous) === promiseOf(receipt);
  report.same('the misses count on from the previous receipt', sameGuarantee ? previous.guarantee.missesAfter : 0n, misses);
}

function checkChances(report, box, total) {
  const wrong = box.items.filter((item) => !isChance(item.chance, item.tickets, total));
  for (const item of wrong) {
    report.that(`chance of ${show(item.definitionId)}`, false, `100 × ${item.tickets} / ${total}`, item.chance);
  }
  if (wrong.length === 0) report.that('every chance is exactly 100 × tickets / totalTickets', true);
}

/** Whether the text is the exact percentage: a decimal such as 12.5, or a fraction such as 100/3. */
function isChance(text, tickets, total) {
  const decimal = /^(\d{1,60})(?:\.(\d{1,60}))?$/.exec(text);
  const fraction = /^(\d{1,60})\/(\d{1,60})$/.exec(text);
  if (decimal) {
    const digits = decimal[2] ?? '';
    return BigInt(decimal[1] + digits) * total === 100n * tickets * 10n ** BigInt(digits.length);
  }
  return fraction !== null && BigInt(fraction[2]) > 0n
    && BigInt(fraction[1]) * total === 100n * tickets * BigInt(fraction[2]);
}

/** The first 8 bytes of the HMAC, as an unsigned big-endian integer. */
async function macOf(key, message) {
  const mac = await crypto.subtle.sign('HMAC', key, utf8(message));
  return new DataView(mac).getBigUint64(0);
}

/** The item whose range holds the ticket, with the first ticket of the range. */
function holderOf(ticket, items) {
  let from = 0n;
  for (const item of items) {
    if (ticket < from + item.tickets) return { item, from };
    from += item.tickets;
  }
  return { from };
}

async function itemIdOf(transactionId, draw) {
  const bytes = (await sha256(utf8(`item:${transactionId}:${draw}`))).subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x80;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Recomputes each draw; what was computed is in the answer, for those who want to see it. */
async function checkDraws(report, receipt, box, seed) {
  const { clientSeed, nonce, draws } = receipt.fairness;
  const key = await crypto.subtle.importKey('raw', seed, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const recomputed = [];
  report.that('at least one item was drawn', draws.length > 0, 'at least 1 draw', draws.length);
  report.same('there are as many items as draws', draws.length, receipt.items.length);
  for (const [i, draw] of draws.entries()) {
    const name = `draw ${i}`;
    const among = draw.guaranteed === true ? box.items.filter((item) => isGuaranteed(box, item)) : box.items;
    const total = among.reduce((sum, item) => sum + item.tickets, 0n);
    report.same(`${name}: its number`, BigInt(i), draw.draw);
    report.same(`${name}: its totalTickets is that of the items it is made among`, total, draw.totalTickets);
    const message = `${clientSeed}:${nonce}:${i}`;
    const mac = await macOf(key, message);
    const ticket = (mac * total) >> 64n;
    report.same(`${name}: its ticket follows from the seeds and the nonce`, ticket, draw.ticket);
    const { item: holder, from } = holderOf(ticket, among);
    report.same(`${name}: the ticket belongs to its definitionId`, holder?.definitionId, draw.definitionId);
    for (const field of ['definitionId', 'name', 'rarity', 'valueMinor']) {
      report.same(`item ${i}: its ${field} is that of the ticket's holder`, holder?.[field], receipt.items[i]?.[field]);
    }
    const itemId = await itemIdOf(receipt.transactionId, i);
    report.same(`item ${i}: its itemId follows from the transactionId`, itemId, receipt.items[i]?.itemId);
    recomputed.push({ message, mac, ticket, total, among, holder, from });
  }
  return recomputed;
}

function checkCharge(report, receipt, box) {
  if (box.priceMinor === undefined) return false;
  const charged = isCount(box.priceMinor) ? box.priceMinor * BigInt(receipt.fairness.draws.length) : undefined;
  return report.same('chargedMinor is priceMinor for each draw', charged, receipt.chargedMinor);
}

/** What a receipt that verifies shows, and what it can't. */
function coverage(priceKnown, box, previous) {
  const counted = box.guarantee !== undefined;
  return [
    'recomputed from the server seed and the published odds:',
    `      serverSeedHash, oddsHash, clientSeed, nonce, draws, definitionId of each item${counted ? ', guarantee' : ''}`,
    'compared with the published box (oddsHash does not cover these):',
    `      boxId, boxVersion, name, rarity, valueMinor${priceKnown ? ', chargedMinor' : ''}`,
    ...(box.stock === undefined ? [] : ['      stock']),
    'compared with each other only:',
    '      transactionId, itemId',
    'not checked:',
    `      sequence, balanceMinor, promoChargedMinor, promoBalanceMinor${priceKnown ? '' : ', chargedMinor (the box reply names no priceMinor)'}`,
    ...(counted && previous === undefined ? ['      missesBefore of the first draw: give the receipt before with --previous'] : []),
    '      that serverSeedHash and oddsHash were shown before the opening: compare them with what you noted then',
  ];
}

/**
 * Recomputes a receipt.
 *
 * @param receipt the reply of an opening, as parseJson reads it, and so the others
 * @param box the items of the version that was opened
 * @param seed the revealed server seed, 32 bytes
 * @param reveal the reply that revealed it, where its lastNonce is to count
 * @param previous the player's receipt of this box before, for a guarantee to count on from
 * @return checks, draws as they were recomputed, coverage in lines of text, and whether all of it verifies
 */
export async function verify(receipt, box, seed, reveal, previous) {
  const report = new Report();
  let priceKnown = false;
  let draws = [];
  if (checkShape(report, receipt, box)) {
    const { serverSeedHash, nonce } = receipt.fairness;
    report.same('it is the receipt of a box opening', 'BOX_OPENING', receipt.kind);
    report.same('the SHA-256 of the server seed is serverSeedHash', hex(await sha256(seed)), serverSeedHash);
    if (isCount(reveal?.lastNonce)) {
      report.that('the nonce was used before the seed was revealed', nonce <= reveal.lastNonce,
        `at most ${reveal.lastNonce}`, nonce);
    }
    await checkBox(report, receipt, box);
    draws = await checkDraws(report, receipt, box, seed);
    checkGuarantee(report, receipt, box, previous);
    priceKnown = box.priceMinor !== undefined;
    checkCharge(report, receipt, box);
  }
  return { checks: report.checks, draws, coverage: coverage(priceKnown, box, previous), verified: report.failures === 0 };
}

/** The bytes of a seed in hex. */
export function seedBytes(text, what) {
  if (!isText(text) || !/^[0-9a-fA-F]{64}$/.test(text)) throw new Unusable(`${what} must be 64 hex digits`);
  return Uint8Array.from(text.match(/../g), (byte) => parseInt(byte, 16));
}
