import { describe, get } from '../api.mjs';
import { gem, rarityTag } from '../art.mjs';
import { command } from '../commands.mjs';
import { confirm, h, toast } from '../dom.mjs';
import { money, time } from '../money.mjs';
import { player } from '../session.mjs';
import * as wallet from '../wallet.mjs';
import { more } from './paging.mjs';

/** What the player owns. */
export async function inventory() {
  await wallet.read();
  const page = async (cursor) => {
    const { items, next } = await get(`/inventory/user/${player()}?limit=24${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    return { entries: items, next };
  };
  const list = h('ul', { class: 'cards', role: 'list' });
  return { title: 'Items', node: await more(page, list, card, 'Nothing here yet. What you draw appears here.') };
}

function card(item) {
  const sell = h('button', { class: 'button', onclick: redeem }, 'Sell back');
  const node = h('li', { class: 'card item' }, gem(item), h('h2', {}, item.name), rarityTag(item.rarity),
    h('p', { class: 'price' }, money(item.valueMinor)), h('p', { class: 'hint' }, time(item.acquiredAt)),
    item.state === 'OWNED' ? sell : h('p', { class: 'hint' }, 'For sale'));
  async function redeem() {
    if (!(await confirm('Sell this item back?', `${item.name} goes, and ${money(item.valueMinor)} comes into your wallet. This cannot be undone.`, 'Sell'))) return;
    try {
      await command('sell', '/transactions/redeem', { itemId: item.itemId });
      (node.nextElementSibling ?? node.previousElementSibling)?.querySelector('button')?.focus();
      node.remove();
      toast(`${item.name} sold for ${money(item.valueMinor)}.`, 'good');
      await wallet.read();
    } catch (e) {
      toast(describe(e), 'bad');
    }
  }
  return node;
}
