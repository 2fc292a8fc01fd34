import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { parseJson } from '../api-server/src/main/resources/play/exact-json.mjs';
import { verify } from '../api-server/src/main/resources/play/receipt-check.mjs';

const TOOL = fileURLToPath(new URL('verify-receipt', import.meta.url));

const SEED = Buffer.from(Array.from({ length: 32 }, (_, i) => i));

/**
 * All constants here were computed by another program in another language (Python's hashlib, hmac and uuid), so that a
 * mistake in this file's own helpers can't hide one in the tool.
 */
const BOX = {
  boxId: 'starter-case',
  version: 3,
  oddsHash: '0ef8d370677897223c5eea69e250f52bab520084cd0b6f519186c3198d6fb84c',
  totalTickets: 1000000,
  priceMinor: 250,
  items: [
    {
      definitionId: 'sticker-grinder', name: 'Grinder', rarity: 'BLUE', valueMinor: 12,
      tickets: 100000, chance: '10',
    },
    {
      definitionId: 'awp-asiimov', name: 'Asiimov', rarity: 'PINK', valueMinor: 4500,
      tickets: 200000, chance: '20.0',
    },
    {
      definitionId: 'ak-redline', name: 'Redline', rarity: 'PURPLE', valueMinor: 981,
      tickets: 699999, chance: '69.9999',
    },
    {
      definitionId: 'knife-★', name: 'Knife', rarity: 'GOLD', valueMinor: 99999,
      tickets: 1, chance: '1/10000',
    },
  ],
};
const RECEIPT = {
  transactionId: '0b6e1c1e-6c9a-7c3e-9f2a-3a1c5f0e7d11',
  kind: 'BOX_OPENING',
  sequence: 41,
  boxId: 'starter-case',
  boxVersion: 3,
  oddsHash: '0ef8d370677897223c5eea69e250f52bab520084cd0b6f519186c3198d6fb84c',
  chargedMinor: 750,
  balanceMinor: 99250,
  items: [
    {
      itemId: 'a1a4beee-be1d-82c0-be2f-286a4e5994ef',
      definitionId: 'ak-redline', name: 'Redline', rarity: 'PURPLE', valueMinor: 981,
    },
    {
      itemId: '2e3ad0a5-5815-8c5d-b340-bf4b413f78aa',
      definitionId: 'awp-asiimov', name: 'Asiimov', rarity: 'PINK', valueMinor: 4500,
    },
    {
      itemId: 'e6e24f67-6b96-87dc-aa26-237a0d90632f',
      definitionId: 'sticker-grinder', name: 'Grinder', rarity: 'BLUE', valueMinor: 12,
    },
  ],
  fairness: {
    serverSeedHash: '630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd',
    clientSeed: 'klién€',
    nonce: 7,
    draws: [
      { draw: 0, ticket: 583391, totalTickets: 1000000, definitionId: 'ak-redline' },
      { draw: 1, ticket: 209527, totalTickets: 1000000, definitionId: 'awp-asiimov' },
      { draw: 2, ticket: 88626, totalTickets: 1000000, definitionId: 'sticker-grinder' },
    ],
  },
};

const copy = (value) => structuredClone(value);
const exact = (value) => parseJson(typeof value === 'string' ? value : JSON.stringify(value), 'the input');
const outcome = (receipt, box, seed = SEED, reveal) =>
  verify(exact(receipt), exact(box), seed, reveal && exact(reveal));
const verifies = async (...args) => (await outcome(...args)).verified;
const failures = async (...args) =>
  (await outcome(...args)).checks
    .filter((check) => !check.holds)
    .map(({ what, expected, found }) => `${what}: expected ${expected}, found ${found}`);

/** A second way to build receipts, for boxes and draws of any size. Numbers may be BigInt. */
function opening({ items, count = 1, nonce = 0n, clientSeed = 'c', seed = SEED }) {
  const total = items.reduce((sum, item) => sum + BigInt(item.tickets), 0n);
  const hash = (text) => createHash('sha256').update(text).digest('hex');
  const oddsHash = hash(items.map((item) => `${item.definitionId}:${item.tickets}\n`).join(''));
  const box = { boxId: 'b', version: 1, oddsHash, totalTickets: total, items };
  const transactionId = 't';
  const receipt = {
    transactionId, kind: 'BOX_OPENING', sequence: 1, boxId: 'b', boxVersion: 1, oddsHash, chargedMinor: 1,
    balanceMinor: 0, items: [], fairness: { serverSeedHash: hash(seed), clientSeed, nonce, draws: [] },
  };
  for (let draw = 0; draw < count; draw++) {
    const mac = createHmac('sha256', seed).update(`${clientSeed}:${nonce}:${draw}`).digest('hex');
    const ticket = (BigInt(`0x${mac.slice(0, 16)}`) * total) / 2n ** 64n;
    let left = ticket;
    const holder = items.find((item) => (left -= BigInt(item.tickets)) < 0n);
    const id = hash(`item:${transactionId}:${draw}`);
    const variant = '89ab'[parseInt(id[16], 16) % 4];
    const digits = `${id.slice(0, 12)}8${id.slice(13, 16)}${variant}${id.slice(17, 32)}`;
    const itemId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    const { definitionId, name, rarity, valueMinor } = holder;
    receipt.items.push({ itemId, definitionId, name, rarity, valueMinor });
    receipt.fairness.draws.push({ draw, ticket, totalTickets: total, definitionId });
  }
  return { receipt: json(receipt), box: json(box) };
}

/** JSON with BigInt as plain integers. */
function json(value) {
  const marked = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `#${part}#` : part));
  return marked.replace(/"#(-?\d+)#"/g, '$1');
}

const definition = (definitionId, tickets, chance) =>
  ({ definitionId, name: `The ${definitionId}`, rarity: 'R', valueMinor: 5, tickets, chance });

describe('an honest receipt', () => {
  test('verifies against constants from another program', async () => {
    assert.deepEqual(await failures(RECEIPT, BOX), []);
    const { coverage } = await outcome(RECEIPT, BOX);
    assert.ok(coverage.some((line) => line.startsWith('not checked')));
  });

  test('verifies for random boxes, seeds and counts', async () => {
    for (let round = 0; round < 200; round++) {
      const shares = Array.from({ length: randomInt(1, 30) }, () => randomInt(1, 1_000));
      const total = shares.reduce((sum, share) => sum + share, 0);
      const items = shares.map((share, i) => definition(`d${i}`, share, `${100 * share}/${total}`));
      const seed = randomBytes(32);
      const nonce = BigInt(randomInt(0, 1_000_000));
      const { receipt, box } = opening({ items, count: randomInt(1, 11), nonce, clientSeed: `ü:${round}`, seed });
      assert.deepEqual(await failures(receipt, box, seed), []);
    }
  });

  test('verifies where numbers exceed 2^53, and fails when their last digit changes', async () => {
    const items = [definition('a', 9007199254740993n, '50'), definition('b', 9007199254740993n, '50')];
    const { receipt, box } = opening({ items, nonce: 9007199254740993n });
    assert.deepEqual(await failures(receipt, box), []);
    const increase = (_, head, digit) => head + ((Number(digit) + 1) % 10);
    const edited = [['totalTickets', receipt], ['nonce', receipt], ['ticket', receipt], ['totalTickets', box]];
    for (const [field, text] of edited) {
      const changed = text.replace(new RegExp(`("${field}":\\d*)(\\d)`), increase);
      assert.notEqual(changed, text);
      assert.equal(text === box ? await verifies(receipt, changed) : await verifies(changed, box), false, field);
    }
  });

  test('gives the first ticket of a range to its own item, and the last of the one before to that', async () => {
    // The draw's ticket is 51149 of 1,000,000 (seed 00…1f, "klién€", nonce 0), computed elsewhere as well.
    const range = (name, tickets) => definition(name, tickets, `${tickets}/10000`);
    const box = (first) =>
      opening({ items: [range('before', first), range('after', 1_000_000 - first)], clientSeed: 'klién€' });
    const drawn = (first) => JSON.parse(box(first).receipt).fairness.draws[0];
    assert.deepEqual(drawn(51149), { draw: 0, ticket: 51149, totalTickets: 1000000, definitionId: 'after' });
    assert.equal(drawn(51150).definitionId, 'before');
    for (const first of [51149, 51150]) assert.deepEqual(await failures(box(first).receipt, box(first).box), []);
    assert.equal(await verifies(box(51149).receipt, box(51150).box), false);
  });

  test('verifies without a price, and says that the charge is not checked', async () => {
    const { priceMinor, ...box } = BOX;
    const { verified, coverage } = await outcome({ ...RECEIPT, chargedMinor: priceMinor }, box);
    assert.ok(verified);
    assert.ok(coverage.some((line) => /chargedMinor \(the box reply names no priceMinor\)/.test(line)));
  });

  test('may hold fields that came later', async () => {
    assert.ok(await verifies({ ...RECEIPT, later: { a: [1.5, null, true] } }, { ...BOX, later: 1 }));
  });
});

describe('a changed receipt', () => {
  /** What no proof can cover: the wallet's own state. */
  const UNCOVERED = new Set(['sequence', 'balanceMinor']);
  /** Texts that say the same number in another way, such as 20.0 and 20.00, would be no change. */
  const isHarmless = (path, value) => path.at(-1) === 'chance' && /^20\.0+$/.test(value);

  function* leaves(value, path = []) {
    if (typeof value !== 'object') yield path;
    else for (const key of Object.keys(value)) yield* leaves(value[key], [...path, key]);
  }

  function changed(document, path, change) {
    const result = copy(document);
    const parent = path.slice(0, -1).reduce((node, key) => node[key], result);
    parent[path.at(-1)] = change(parent[path.at(-1)]);
    return result;
  }

  /** Each digit or letter of a value replaced by another one of its kind. */
  function* edits(value) {
    const text = String(value);
    for (let at = 0; at < text.length; at++) {
      for (const step of [1, 5]) {
        const digit = parseInt(text[at], 16);
        const other = /[0-9]/.test(text[at]) ? (digit + step) % 10 : text[at] === 'x' ? 'y' : 'x';
        const edited = text.slice(0, at) + other + text.slice(at + 1);
        yield typeof value === 'number' ? Number(edited) : edited;
      }
    }
  }

  for (const [name, document] of [['receipt', RECEIPT], ['box', BOX]]) {
    test(`fails for every digit and letter of every covered field of the ${name}`, async () => {
      let count = 0;
      for (const path of leaves(document)) {
        if (UNCOVERED.has(path[0])) continue;
        const original = path.reduce((node, key) => node[key], document);
        for (const edited of edits(original)) {
          if (edited === original || isHarmless(path, edited)) continue;
          const other = changed(document, path, () => edited);
          const verified = name === 'receipt' ? await verifies(other, BOX) : await verifies(RECEIPT, other);
          assert.equal(verified, isUnseen(name, path), `${path.join('.')}: ${original} -> ${edited}`);
          count++;
        }
      }
      assert.ok(count > (name === 'receipt' ? 700 : 300), `${count} edits were tried`);
    });

    test(`fails when a field of the ${name} is missing or of another kind`, async () => {
      for (const path of leaves(document)) {
        if (path[0] === 'priceMinor') continue;
        for (const value of [undefined, null, true, 1.5, -1, '', [], {}]) {
          const other = changed(document, path, () => value);
          const verified = name === 'receipt' ? await verifies(other, BOX) : await verifies(RECEIPT, other);
          const unseen = isUnseen(name, path) && path.at(-1) !== 'valueMinor' && value === '';
          assert.equal(verified, unseen, `${path.join('.')} as ${JSON.stringify(value)}`);
        }
      }
    });
  }

  /** Nobody drew the knife, so nothing in the receipt speaks of what it is called or worth. */
  function isUnseen(document, path) {
    return document === 'box' && path[1] === '3' && ['name', 'rarity', 'valueMinor'].includes(path[2]);
  }

  const knife = { definitionId: 'knife-★', name: 'Knife', rarity: 'GOLD', valueMinor: 99999 };
  const structural = {
    'an item too many': (r) => r.items.push(r.items[0]),
    'an item too few': (r) => r.items.pop(),
    'a draw too many': (r) => r.fairness.draws.push({ ...r.fairness.draws[0], draw: 3 }),
    'a draw too few': (r) => r.fairness.draws.pop(),
    'a draw and its item left out at the end': (r) => (r.items.pop(), r.fairness.draws.pop()),
    'a draw and its item left out at the start': (r) => (r.items.shift(), r.fairness.draws.shift()),
    'draws in another order': (r) => r.fairness.draws.reverse(),
    'items in another order': (r) => r.items.reverse(),
    'no draw at all': (r) => ((r.items = []), (r.fairness.draws = []), (r.chargedMinor = 0)),
    'a better item': (r) => Object.assign(r.items[2], knife),
    'a better item with its draw': (r) => {
      Object.assign(r.items[2], knife);
      Object.assign(r.fairness.draws[2], { ticket: 999999, definitionId: 'knife-★' });
    },
    'another kind': (r) => (r.kind = 'DEPOSIT'),
    'a number as text': (r) => (r.fairness.draws[0].ticket = '583391'),
    'draws that are no list': (r) => (r.fairness.draws = {}),
    'no fairness': (r) => delete r.fairness,
    'a null item': (r) => (r.items[0] = null),
  };
  for (const [name, change] of Object.entries(structural)) {
    test(`fails with ${name}`, async () => {
      const receipt = copy(RECEIPT);
      change(receipt);
      assert.equal(await verifies(receipt, BOX), false);
    });
  }

  const boxes = {
    'items in another order': (b) => b.items.reverse(),
    'an item left out': (b) => b.items.pop(),
    'an item published twice': (b) => b.items.push(b.items[0]),
    'odds changed to the same total': (b) => ((b.items[0].tickets += 1), (b.items[2].tickets -= 1)),
    'no items': (b) => ((b.items = []), (b.totalTickets = 0)),
    'another price': (b) => (b.priceMinor = 251),
    'a price that is no number': (b) => (b.priceMinor = '250'),
    'a rounded chance': (b) => (b.items[2].chance = '70.0'),
    'a fraction by zero': (b) => (b.items[0].chance = '1/0'),
  };
  for (const [name, change] of Object.entries(boxes)) {
    test(`fails against a box with ${name}`, async () => {
      const box = copy(BOX);
      change(box);
      assert.equal(await verifies(RECEIPT, box), false);
    });
  }

  test('fails with another seed', async () => {
    assert.equal(await verifies(RECEIPT, BOX, randomBytes(32)), false);
  });

  test('fails when the nonce comes after the last one of the revealed seed', async () => {
    assert.ok(await verifies(RECEIPT, BOX, SEED, { lastNonce: 7 }));
    assert.equal(await verifies(RECEIPT, BOX, SEED, { lastNonce: 6 }), false);
  });

  test('says what was expected and what was found', async () => {
    const receipt = copy(RECEIPT);
    receipt.fairness.draws[0].ticket++;
    assert.deepEqual(await failures(receipt, BOX), [
      'draw 0: its ticket follows from the seeds and the nonce: expected 583391, found 583392',
    ]);
  });

  test('prints no control characters from the receipt', async () => {
    const receipt = copy(RECEIPT);
    receipt.kind = '\u001b[2J\u202e\nok    forged';
    assert.doesNotMatch((await failures(receipt, BOX))[0], /[\u0000-\u001f\u202e]/);
  });
});

/** As for the constants above: computed by another program in another language. */
const PROMISE = { rarities: ['LEGENDARY', 'MYTHIC'], within: 4 };
const HOARD = {
  boxId: 'hoard',
  version: 2,
  oddsHash: 'd1630a9624b04afe277ad4fa6d5a08c915338bf3857e1ef2a0581112270ea1f1',
  totalTickets: 1000000,
  priceMinor: 10,
  stock: 5000,
  guarantee: PROMISE,
  items: [
    { definitionId: 'copper', name: 'Copper', rarity: 'COMMON', valueMinor: 5, tickets: 900000, chance: '90' },
    { definitionId: 'silver', name: 'Silver', rarity: 'RARE', valueMinor: 50, tickets: 99000, chance: '9.9' },
    { definitionId: 'dragon', name: 'Dragon', rarity: 'LEGENDARY', valueMinor: 500, tickets: 700, chance: '0.07' },
    { definitionId: 'phoenix', name: 'Phoenix', rarity: 'MYTHIC', valueMinor: 900, tickets: 300, chance: '0.03' },
  ],
};
const copper = { definitionId: 'copper', name: 'Copper', rarity: 'COMMON', valueMinor: 5 };
const KEPT = {
  ...RECEIPT,
  transactionId: '0b6e1c1e-6c9a-7c3e-9f2a-3a1c5f0e7d12',
  boxId: 'hoard',
  boxVersion: 2,
  oddsHash: HOARD.oddsHash,
  stock: 5000,
  guarantee: { ...PROMISE, missesAfter: 2 },
  chargedMinor: 40,
  items: [
    { itemId: '40ce81e1-2b73-8ee6-b38e-b4f95081e32c', ...copper },
    {
      itemId: '034a096a-cf36-8c09-ac26-f55ac7ac4944',
      definitionId: 'phoenix', name: 'Phoenix', rarity: 'MYTHIC', valueMinor: 900,
    },
    { itemId: '12bee4f8-80d6-8aae-ab97-d11194c8aced', ...copper },
    { itemId: '1fa64c87-f756-8bd9-a8c8-8e486bc01fd5', ...copper },
  ],
  fairness: {
    ...RECEIPT.fairness,
    nonce: 11,
    draws: [
      { draw: 0, ticket: 574606, totalTickets: 1000000, definitionId: 'copper', missesBefore: 2, guaranteed: false },
      { draw: 1, ticket: 838, totalTickets: 1000, definitionId: 'phoenix', missesBefore: 3, guaranteed: true },
      { draw: 2, ticket: 362210, totalTickets: 1000000, definitionId: 'copper', missesBefore: 0, guaranteed: false },
      { draw: 3, ticket: 175027, totalTickets: 1000000, definitionId: 'copper', missesBefore: 1, guaranteed: false },
    ],
  },
};

describe('a receipt of a box with a guarantee', () => {
  const before = (guarantee, sequence = 40) => exact({ boxId: 'hoard', sequence, guarantee });
  const countsOn = async (previous) => (await verify(exact(KEPT), exact(HOARD), SEED, undefined, previous)).verified;

  test('verifies against constants from another program', async () => {
    assert.deepEqual(await failures(KEPT, HOARD), []);
    assert.ok((await outcome(KEPT, HOARD)).coverage.some((line) => /missesBefore of the first draw: give/.test(line)));
  });

  test('counts on from the receipt before', async () => {
    assert.ok(await countsOn(before({ ...PROMISE, missesAfter: 2 })));
    assert.ok(await countsOn(before({ rarities: ['MYTHIC', 'LEGENDARY'], within: 4, missesAfter: 2 })));
    assert.equal(await countsOn(before({ ...PROMISE, missesAfter: 3 })), false);
    assert.equal(await countsOn(before({ ...PROMISE, missesAfter: 2 }, 42)), false);
    assert.equal(await countsOn(exact({ ...KEPT, boxId: 'other', sequence: 1 })), false);
  });

  test('counts afresh when the box had another guarantee before', async () => {
    for (const other of [undefined, { ...PROMISE, within: 5, missesAfter: 2 }, { rarities: ['RARE'], within: 4, missesAfter: 2 }]) {
      assert.equal(await countsOn(before(other)), false);
    }
  });

  const receipts = {
    'a promise that was not kept': (r) => {
      Object.assign(r.fairness.draws[1], { ticket: 838000, totalTickets: 1000000, definitionId: 'copper', guaranteed: false });
      Object.assign(r.items[1], copper);
    },
    'misses that stand still': (r) => (r.fairness.draws[3].missesBefore = 0),
    'misses that were taken away at the start': (r) => (r.fairness.draws[0].missesBefore = 1),
    'more misses than the guarantee allows': (r) => (r.fairness.draws[0].missesBefore = 4),
    'a guaranteed draw too early': (r) => (r.fairness.draws[0].guaranteed = true),
    'other misses in the end': (r) => (r.guarantee.missesAfter = 1),
    'a longer guarantee': (r) => (r.guarantee.within = 5),
    'another rarity': (r) => (r.guarantee.rarities = ['LEGENDARY', 'RARE']),
    'no guarantee': (r) => delete r.guarantee,
    'no misses': (r) => delete r.fairness.draws[2].missesBefore,
    'misses as text': (r) => (r.fairness.draws[2].missesBefore = '0'),
    'another stock': (r) => (r.stock = 5001),
    'no stock': (r) => delete r.stock,
  };
  for (const [name, change] of Object.entries(receipts)) {
    test(`fails with ${name}`, async () => {
      const receipt = copy(KEPT);
      change(receipt);
      assert.equal(await verifies(receipt, HOARD), false);
    });
  }

  const boxes = {
    'a longer guarantee': (b) => (b.guarantee.within = 5),
    'a rarity less': (b) => b.guarantee.rarities.pop(),
    'a rarity more': (b) => b.guarantee.rarities.push('RARE'),
    'an item that is no longer guaranteed': (b) => (b.items[2].rarity = 'COMMON'),
    'no guarantee': (b) => delete b.guarantee,
    'a guarantee that is no object': (b) => (b.guarantee = 4),
    'an id that hides a guarantee': (b) => Object.assign(b.items[2], { definitionId: 'dragon:700', tickets: 4 }),
  };
  for (const [name, change] of Object.entries(boxes)) {
    test(`fails against a box with ${name}`, async () => {
      const box = copy(HOARD);
      change(box);
      assert.equal(await verifies(KEPT, box), false);
    });
  }

  test('fails when all of it is left out of both', async () => {
    const { guarantee, stock, ...box } = HOARD;
    const receipt = copy(KEPT);
    delete receipt.guarantee;
    delete receipt.stock;
    assert.equal(await verifies(receipt, box), false, `${guarantee} ${stock}`);
  });
});

describe('exact JSON', () => {
  const refused = ['', '{', '{"a":1,}', '{"a":1,"a":1}', '[1]]', '01', '1.', '+1', "{'a':1}", '"\n"', 'NaN', '[1 2]'];
  for (const text of refused) {
    test(`refuses ${JSON.stringify(text)}`, async () => assert.throws(() => parseJson(text, 'it'), /it is not valid JSON/));
  }
  test('refuses endless nesting', async () => assert.throws(() => parseJson('['.repeat(100_000), 'it'), /nested too deeply/));
  test('reads what JSON.parse reads', async () => {
    const text = ' {"a":[1,-2,"\\u00e9\\n\\"é",true,null,{}],"__proto__":"x"} ';
    assert.equal(json(parseJson(text, 'it')), JSON.stringify(JSON.parse(text)));
  });
  test('keeps every digit', async () => assert.equal(parseJson('18446744073709551617', 'it'), 2n ** 64n + 1n));
});

describe('the command', () => {
  const dir = mkdtempSync(join(tmpdir(), 'verify-receipt-'));
  after(() => rmSync(dir, { recursive: true, force: true }));
  const file = (name, content) => {
    writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
    return join(dir, name);
  };
  const receiptFile = file('receipt.json', RECEIPT);
  const boxFile = file('box.json', BOX);
  const seed = SEED.toString('hex');

  function command(args, { input = '', env = {} } = {}) {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [TOOL, ...args], { env: { PATH: process.env.PATH, ...env } });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk) => (stdout += chunk));
      child.stderr.on('data', (chunk) => (stderr += chunk));
      child.stdin.on('error', () => {}).end(input);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  test('exits 0 and says that the receipt verifies', async () => {
    const { code, stdout } = await command([receiptFile, '--seed', seed, '--box', boxFile]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /\nreceipt verifies\n$/);
    assert.doesNotMatch(stdout, /FAIL/);
  });

  test('reads the receipt from standard input', async () => {
    const args = ['-', '--seed', seed.toUpperCase(), '--box', boxFile];
    const { code } = await command(args, { input: JSON.stringify(RECEIPT) });
    assert.equal(code, 0);
  });

  test('counts a guarantee on from the receipt before', async () => {
    const args = [file('kept.json', KEPT), '--seed', seed, '--box', file('hoard.json', HOARD), '--previous'];
    const before = (missesAfter) => ({ boxId: 'hoard', sequence: 7, guarantee: { ...PROMISE, missesAfter } });
    assert.equal((await command([...args, file('before.json', before(2))])).code, 0);
    assert.equal((await command([...args, file('wrong.json', before(0))])).code, 1);
    assert.equal((await command([...args, join(dir, 'missing')])).code, 2);
  });

  test('exits 1 on a changed digit', async () => {
    const changed = file('changed.json', JSON.stringify(RECEIPT).replace('209527', '209528'));
    const { code, stdout } = await command([changed, '--seed', seed, '--box', boxFile]);
    assert.equal(code, 1);
    assert.match(stdout, /FAIL {2}draw 1: .*expected 209527, found 209528/);
    assert.match(stdout, /\nreceipt does NOT verify\n$/);
  });

  test('exits 2 when it is misused or can\'t read its input', async () => {
    const against = ['--seed', seed, '--box', boxFile];
    const cases = [
      [], [receiptFile], [receiptFile, '--nope'],
      [receiptFile, '--seed', seed], [receiptFile, '--box', boxFile], [receiptFile, '--seed', '1a', '--box', boxFile],
      [receiptFile, boxFile, ...against],
      [receiptFile, '--api', 'file:///x'], [receiptFile, ...against, '--api', 'http://127.0.0.1:1'],
      [receiptFile, '--seed', seed, '--api', 'http://127.0.0.1:1'],
      [join(dir, 'missing'), ...against], [file('broken.json', '{'), ...against], [file('list.json', '[]'), ...against],
    ];
    for (const args of cases) {
      const { code, stdout, stderr } = await command(args);
      assert.equal(code, 2, `${args.join(' ')}: ${stdout}${stderr}`);
      assert.equal(stdout, '');
      assert.match(stderr, /^verify-receipt: \S/);
      assert.doesNotMatch(stderr, / at .*:\d+:\d+/, 'a stack trace is no message for people');
    }
    assert.equal((await command(['--help'])).code, 0);
  });

  test('fetches the box and the seed with the token', async () => {
    const asked = [];
    const replies = {
      '/v1/boxes/starter-case/items?version=3': [200, BOX],
      [`/v1/fairness/seeds/${RECEIPT.fairness.serverSeedHash}`]: [200, {
        serverSeed: seed,
        serverSeedHash: RECEIPT.fairness.serverSeedHash,
        clientSeed: 'x',
        lastNonce: 9,
        revealedAt: '2026-01-01T00:00:00Z',
      }],
    };
    const server = createServer((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      const [status, body] = replies[request.url] ?? [404, {}];
      response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' }).end(JSON.stringify(body));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const api = `http://127.0.0.1:${server.address().port}/v1/`;
      const env = { ROLLINGDROP_TOKEN: 'a.b.c' };
      const { code, stdout, stderr } = await command([receiptFile, '--api', api], { env });
      assert.equal(code, 0, stdout + stderr);
      assert.deepEqual(asked, Object.keys(replies).map((url) => [url, 'Bearer a.b.c']));
      const unrevealed = file('unrevealed.json', JSON.stringify(RECEIPT).replace('630dcd', '630dce'));
      const second = await command([unrevealed, '--api', api], { env });
      assert.equal(second.code, 2);
      assert.match(second.stderr, /revealed yet\?\) can't be fetched: the reply is 404/);
    } finally {
      server.close();
    }
  });
});
