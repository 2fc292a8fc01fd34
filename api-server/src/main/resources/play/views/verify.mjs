import { Problem, ask, describe, get } from '../api.mjs';
import { rarityClass } from '../art.mjs';
import { announce, field, form, h, s } from '../dom.mjs';
import { Unusable, parseJson } from '../exact-json.mjs';
import { boxSeen, wasSeen } from '../notes.mjs';
import { isObject, seedBytes, verify as recompute } from '../receipt-check.mjs';
import { player } from '../session.mjs';

let chosen = '';

/** The receipt that the view begins with. */
export function choose(text) {
  chosen = text;
}

/** Recomputes a draw in this browser: from the receipt, the odds and the revealed seed. */
export async function verify() {
  const text = h('textarea', { id: 'receipt', rows: 7, spellcheck: 'false', autocomplete: 'off' });
  text.value = chosen;
  const result = h('div', { class: 'stack', tabindex: '-1', 'aria-live': 'polite' });
  const run = (reveal) => async () => {
    chosen = text.value;
    result.replaceChildren();
    result.replaceChildren(...(await check(text.value, reveal, run)));
  };
  return {
    title: 'Verify',
    node: [
      h('p', { class: 'lead' }, 'Your browser computes the draw again, with its own cryptography. The server gives nothing but the seed it was bound to beforehand.'),
      h('section', { class: 'panel', 'aria-label': 'Receipt' },
        form({ label: 'Verify', kind: 'primary wide', describe: said, onsubmit: run(false) },
          field('Receipt', text, 'From your history or an opening, or pasted here as JSON'))),
      result,
    ],
  };
}

function said(e) {
  if (e instanceof Unusable) return `${e.message[0].toUpperCase()}${e.message.slice(1)}.`;
  return describe(e);
}

async function check(text, reveal, run) {
  if (globalThis.crypto?.subtle === undefined) throw new Unusable('this browser offers its cryptography only over HTTPS');
  const receipt = parseJson(text.trim(), 'the receipt');
  if (!isObject(receipt) || !isObject(receipt.fairness) || !/^[0-9a-f]{64}$/.test(receipt.fairness.serverSeedHash)) {
    throw new Unusable('this is not the receipt of an opening');
  }
  const seed = await seedOf(receipt.fairness.serverSeedHash, reveal);
  if (seed === undefined) {
    return [h('section', { class: 'panel' }, h('h2', {}, 'The seed is still in use'),
      h('p', {}, 'Whoever knows it knows your next draws, so it is told only when it is done with. Reveal it now, and the next opening begins with a new one.'),
      form({ label: 'Reveal the seed and verify', kind: 'primary', describe: said, onsubmit: run(true) }))];
  }
  const seen = boxSeen(receipt);
  const box = seen === null ? await boxOf(receipt) : parseJson(seen, 'the box');
  const outcome = await recompute(receipt, box, seedBytes(seed.serverSeed, 'the server seed'), seed);
  announce(outcome.verified ? 'Yes, the receipt verifies.' : 'No, the receipt does not verify.');
  return show(receipt, box, seed, outcome, seen !== null);
}

async function seedOf(hash, reveal) {
  if (player() === undefined) throw new Unusable('log in, so that the seed can be asked for');
  if ((await get('/fairness')).serverSeedHash === hash) {
    if (!reveal) return undefined;
    await ask('POST', '/fairness/rotate').catch((e) => {
      // Without an answer it may have been done; asking for the seed tells.
      if (!e.unknown) throw e;
    });
  }
  try {
    return await get(`/fairness/seeds/${hash}`);
  } catch (e) {
    if (e instanceof Problem && e.status === 404) throw new Unusable('none of your seeds has this hash: the receipt is not yours, or was changed');
    throw e;
  }
}

async function boxOf({ boxId, boxVersion }) {
  try {
    return (await ask('GET', `/boxes/${encodeURIComponent(String(boxId))}/items?version=${encodeURIComponent(String(boxVersion))}`, { open: true })).value;
  } catch (e) {
    if (e.status === 404 || e.status === 400) throw new Unusable('there is no such version of the box: the receipt was changed');
    throw e;
  }
}

/** The verdict, then what was computed, then each check. */
function show(receipt, box, seed, { checks, draws, coverage, verified }, odds) {
  const bad = checks.filter((each) => !each.holds);
  return [
    h('div', { class: `verdict ${verified ? 'yes' : 'no'}`, role: 'status' },
      h('span', { class: 'mark', 'aria-hidden': 'true' }, verified ? '✓' : '✗'),
      h('div', {}, h('h2', {}, verified ? 'Yes, it verifies' : 'No, it does not verify'),
        h('p', {}, verified ? `All ${checks.length} checks hold. Nobody could have drawn anything else.` : `${bad.length} of ${checks.length} checks fail. This receipt does not follow from the seeds and the odds.`))),
    bad.length > 0 && h('ul', { class: 'checks' }, bad.map(line)),
    h('section', { class: 'panel' }, h('h2', {}, 'Step by step'), h('ol', { class: 'steps' },
      step('The seed', 'Its SHA-256 is the hash that the receipt names.', seed.serverSeed),
      step('The odds', odds ? 'As this browser saw them before the opening; their hash is in the receipt.' : 'As published for this version; their hash is in the receipt.', receipt.oddsHash),
      step('Seen before', wasSeen(receipt) ? 'This browser was shown both hashes before you opened the box.' : 'This browser has no note of them: compare the hashes with what you noted before.'),
      draws.map((draw, i) => step(`Draw ${i + 1}`, h('span', {}, 'HMAC-SHA256 of “', h('code', {}, draw.message), '” begins with'), draw.mac.toString(16).padStart(16, '0'),
        h('p', {}, `× ${draw.total} tickets ÷ 2⁶⁴ = ticket `, h('strong', {}, String(draw.ticket)), draw.holder && `, which is ${draw.holder.name}'s (${draw.from} to ${draw.from + draw.holder.tickets - 1n}).`),
        range(draw))))),
    h('details', {}, h('summary', {}, `All ${checks.length} checks`), h('ul', { class: 'checks' }, checks.map(line)), h('pre', { class: 'small' }, coverage.join('\n'))),
  ].filter(Boolean);
}

const step = (name, text, code, ...more) => h('li', {}, h('h3', {}, name), h('p', {}, text), code && h('p', {}, h('code', {}, code)), more);

const line = ({ what, holds, expected, found }) => h('li', { class: holds ? 'yes' : 'no' },
  h('span', { class: 'mark' }, holds ? 'ok' : 'FAIL'), ` ${what}`, !holds && h('small', {}, ` expected ${expected}, found ${found}`));

/** The tickets laid end to end, and where the drawn one is. */
function range({ among, total, ticket }) {
  const place = (value) => Number((value * 100_000n) / total) / 100;
  let from = 0n;
  return s('svg', { class: 'tickets', viewBox: '0 -60 1000 160', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    among.map((item) => {
      const rect = s('rect', { class: rarityClass(item.rarity), x: place(from), y: 0, width: Math.max(place(item.tickets) - 2, 1), height: 60 });
      from += item.tickets;
      return rect;
    }),
    s('path', { class: 'needle', d: `M${place(ticket)} -8 l-9 -44 l18 0 Z M${place(ticket) - 1.5} -8 h3 v76 h-3 Z` }));
}
