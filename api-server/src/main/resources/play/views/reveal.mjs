import { crate, gem, rarityClass, rarityTag } from '../art.mjs';
import { announce, h } from '../dom.mjs';
import { money } from '../money.mjs';
import { choose } from './verify.mjs';

const SHAKING_MS = 1100;
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Shows what an opening gave. Resolves when the player has seen it. */
export function reveal(receipt, text) {
  return new Promise((resolve) => {
    const { items } = receipt;
    const close = h('button', { class: 'button primary', onclick: () => dialog.close() }, 'Keep');
    const verify = h('a', { class: 'button', href: '#/verify', onclick: () => {
      choose(text);
      dialog.close();
    } }, 'Verify this draw');
    const sum = items.reduce((total, item) => total + item.valueMinor, 0n);
    const result = h('div', { class: 'result', hidden: true },
      h('ul', { class: items.length === 1 ? 'drawn one' : 'drawn', role: 'list' }, items.map((item, i) => h('li', { class: `card drawn-item ${rarityClass(item.rarity)} d-${i}` },
        gem(item), h('h3', {}, item.name), rarityTag(item.rarity), h('p', { class: 'price' }, money(item.valueMinor))))),
      items.length > 1 && h('p', { class: 'lead center' }, `Together worth ${money(sum)}`),
      h('div', { class: 'row center' }, verify, close));
    const skip = h('button', { class: 'button', onclick: show }, 'Show now');
    const stage = h('div', { class: 'stage' }, crate(receipt.boxId), skip);
    const title = h('h2', { id: 'reveal-title' }, 'Opening…');
    const dialog = h('dialog', { class: 'reveal', 'aria-labelledby': 'reveal-title', onclose: () => {
      dialog.remove();
      resolve();
    } }, title, stage, result);
    let shown = false;
    function show() {
      if (shown) return;
      shown = true;
      title.textContent = items.length === 1 ? 'You got' : `You got ${items.length} items`;
      stage.remove();
      result.hidden = false;
      close.focus();
      announce(`You got ${items.map((item) => `${item.name}, ${item.rarity.toLowerCase()}, worth ${money(item.valueMinor)}`).join('; ')}`);
    }
    document.body.append(dialog);
    dialog.showModal();
    if (calm()) show();
    else setTimeout(show, SHAKING_MS);
  });
}
