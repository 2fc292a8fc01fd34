import { describe } from '../api.mjs';
import { announce, h, toast } from '../dom.mjs';

/**
 * A list that grows by a page at a time.
 *
 * @param page gives the entries from a cursor on, and the next cursor
 */
export async function more(page, list, render, empty) {
  let { entries, next } = await page();
  const button = h('button', { class: 'button wide', onclick: load }, 'Show more');
  const node = h('div', { class: 'stack' }, list, h('p', { class: 'empty', hidden: true }, empty), button);
  const show = () => {
    const first = list.childElementCount;
    list.append(...entries.map(render));
    button.hidden = next === null;
    node.querySelector('.empty').hidden = list.childElementCount > 0 || next !== null;
    return list.children[first];
  };
  async function load() {
    if (button.getAttribute('aria-busy')) return;
    button.setAttribute('aria-busy', 'true');
    try {
      ({ entries, next } = await page(next));
      const first = show();
      announce(`${entries.length} more`);
      first?.querySelector('a, button, summary')?.focus();
    } catch (e) {
      toast(describe(e), 'bad');
    } finally {
      button.removeAttribute('aria-busy');
    }
  }
  show();
  return node;
}
