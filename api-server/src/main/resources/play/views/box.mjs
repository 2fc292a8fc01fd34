import { ask, describe, get } from '../api.mjs';
import { crate, gem, rarityClass, rarityTag } from '../art.mjs';
import { command } from '../commands.mjs';
import { field, form, h, s, toast } from '../dom.mjs';
import { chance, money, percent, useCurrency } from '../money.mjs';
import { note } from '../notes.mjs';
import { player } from '../session.mjs';
import * as wallet from '../wallet.mjs';
import { reveal } from './reveal.mjs';

const COUNTS = [1n, 3n, 5n, 10n];

/** One box: its odds, what it costs, and the button. */
export async function box([boxId]) {
  const { value, text } = await ask('GET', `/boxes/${encodeURIComponent(boxId)}/items`, { open: true });
  useCurrency(value.currency);
  return {
    title: value.name,
    node: h('div', { class: 'split' },
      h('section', { class: 'panel buy', 'aria-label': 'Open this box' },
        crate(value.boxId), figures(value), player() === undefined ? invitation() : await purchase(value, text)),
      h('section', { 'aria-labelledby': 'odds' }, h('h2', { id: 'odds' }, 'What is inside'), odds(value), promises(value))),
  };
}

const fact = (name, value, title) => h('div', {}, h('dt', {}, name), h('dd', { title }, value));

function figures({ priceMinor, economics }) {
  return h('dl', { class: 'facts' },
    fact('Price', money(priceMinor)),
    fact('Average value', money(economics.expectedValueMinor), 'What an opening gives in the long run'),
    economics.returnToPlayerBasisPoints !== undefined
      && fact('Return to player', percent(economics.returnToPlayerBasisPoints), 'Average value by price'));
}

function invitation() {
  return h('a', { class: 'button primary wide', href: '#/login' }, 'Log in to open');
}

function odds({ items, totalTickets }) {
  return h('table', { class: 'odds' },
    h('thead', {}, h('tr', {}, ['Item', 'Value', 'Chance'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, items.map((item) => {
      const { percent: share, oneIn } = chance(item.tickets, totalTickets);
      return h('tr', {},
        h('th', { scope: 'row' }, h('span', { class: 'named' }, gem(item), h('span', {}, item.name, rarityTag(item.rarity)))),
        h('td', {}, money(item.valueMinor)),
        h('td', { title: `${item.tickets} of ${totalTickets} tickets, exactly ${item.chance} %` },
          h('strong', {}, share), h('small', {}, oneIn),
          s('svg', { class: `bar ${rarityClass(item.rarity)}`, viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
            s('rect', { width: 100, height: 4, class: 'track' }),
            s('rect', { width: Number((item.tickets * 1000n) / totalTickets) / 10, height: 4 }))));
    })));
}

function promises({ guarantee, stock, oddsHash, version }) {
  return h('div', { class: 'small stack' },
    guarantee && h('p', {}, `Guaranteed: ${guarantee.rarities.join(' or ').toLowerCase()} within ${guarantee.within} draws.`),
    stock !== undefined && h('p', {}, `Limited: ${stock} draws in all.`),
    h('p', {}, `Version ${version}. Odds hash `, h('code', {}, oddsHash)));
}

async function purchase(box, boxText) {
  const [fairness] = await Promise.all([get('/fairness'), wallet.read()]);
  const total = h('strong', {});
  const after = h('span', {});
  const chosen = () => BigInt(buy.elements.count.value);
  const show = () => {
    const cost = box.priceMinor * chosen();
    const { availableMinor, promoMinor } = wallet.known();
    const left = availableMinor + promoMinor - cost;
    total.textContent = money(cost);
    after.replaceChildren(left < 0n
      ? h('a', { href: '#/wallet' }, `${money(-left)} short. Add money`)
      : `${money(left)} left afterwards`);
  };
  async function open() {
    note(current.serverSeedHash, box, boxText);
    const { value, text } = await command('open', '/transactions/open-box', { boxId: box.boxId, count: chosen() });
    await reveal(value, text);
    await wallet.read().then(show, () => {});
  }
  let current = fairness;
  const buy = form({ label: h('span', {}, 'Open for ', total), kind: 'primary wide', describe, onsubmit: open },
    h('fieldset', { class: 'counts' }, h('legend', {}, 'How many'),
      COUNTS.map((count) => h('label', {}, h('input', { type: 'radio', name: 'count', value: count, checked: count === 1n, onchange: show }), h('span', {}, String(count))))));
  show();
  const hash = h('code', {}, fairness.serverSeedHash);
  const seed = h('input', { name: 'clientSeed', value: fairness.clientSeed, maxlength: 64, autocomplete: 'off', spellcheck: 'false', id: 'client-seed' });
  return [
    buy,
    h('p', { class: 'hint center' }, after),
    h('details', {}, h('summary', {}, 'How this draw is fixed beforehand'),
      h('p', { class: 'small' }, 'The server has chosen its seed already; this is its SHA-256. Your seed is mixed in, and it is yours to choose.'),
      h('p', { class: 'small' }, hash),
      form({ label: 'Use my seed', kind: '', describe, async onsubmit() {
        current = (await ask('PUT', '/fairness/client-seed', { body: JSON.stringify({ clientSeed: seed.value }) })).value;
        hash.textContent = current.serverSeedHash;
        toast('Your seed counts from the next draw on.');
      } }, field('Your seed', seed, '1 to 64 plain characters'))),
  ];
}
