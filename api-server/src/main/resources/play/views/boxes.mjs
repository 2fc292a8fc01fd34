import { ask } from '../api.mjs';
import { crate } from '../art.mjs';
import { h } from '../dom.mjs';
import { money, percent, useCurrency } from '../money.mjs';
import { more } from './paging.mjs';

/** The catalogue. */
export async function boxes() {
  const page = async (cursor) => {
    const { value } = await ask('GET', `/boxes/catalog?limit=24${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`, { open: true });
    useCurrency(value.currency);
    return { entries: value.boxes, next: value.next };
  };
  const list = h('ul', { class: 'cards', role: 'list' });
  return {
    title: 'Boxes',
    node: [
      h('p', { class: 'lead' }, 'Odds to the last ticket, before you pay. And every draw can be checked, here in your browser.'),
      await more(page, list, card, 'There is no box to open yet.'),
    ],
  };
}

function card(box) {
  const { economics } = box;
  return h('li', {}, h('a', { class: 'card box', href: `#/boxes/${box.boxId}` },
    crate(box.boxId),
    h('h2', {}, box.name),
    h('p', { class: 'price' }, money(box.priceMinor)),
    economics && h('dl', { class: 'facts' },
      h('div', {}, h('dt', {}, 'Average value'), h('dd', {}, money(economics.expectedValueMinor))),
      economics.returnToPlayerBasisPoints !== undefined
        && h('div', {}, h('dt', {}, 'Return to player'), h('dd', {}, percent(economics.returnToPlayerBasisPoints))))));
}
