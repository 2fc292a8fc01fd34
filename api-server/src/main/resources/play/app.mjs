/* The shell around the views: which one is shown, who plays, and what was left without an answer. */
import { describe, resume, ask } from './api.mjs';
import { unanswered } from './commands.mjs';
import { h, toast } from './dom.mjs';
import { money } from './money.mjs';
import { adopt, onChange, player } from './session.mjs';
import * as wallet from './wallet.mjs';
import { box } from './views/box.mjs';
import { boxes } from './views/boxes.mjs';
import { history } from './views/history.mjs';
import { inventory } from './views/inventory.mjs';
import { limits } from './views/limits.mjs';
import { login } from './views/login.mjs';
import { reveal } from './views/reveal.mjs';
import { verify } from './views/verify.mjs';
import { purse } from './views/wallet.mjs';

const OPEN = { boxes, login, verify };
const OWN = { inventory, history, wallet: purse, limits };

const main = document.getElementById('main');
const title = document.getElementById('title');
const view = document.getElementById('view');
let shown = 0;

async function show() {
  const [name, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const asked = ++shown;
  if (OWN[name] && player() === undefined) {
    location.replace('#/login');
    return;
  }
  const make = name === 'boxes' && rest[0] ? box : OWN[name] ?? OPEN[name] ?? boxes;
  main.setAttribute('aria-busy', 'true');
  let page;
  try {
    page = await make(rest);
  } catch (e) {
    const again = h('button', { class: 'button', onclick: show }, 'Try again');
    page = { title: 'That did not work', node: h('div', { class: 'panel' }, h('p', { role: 'alert' }, describe(e)), again) };
  }
  if (asked !== shown) return;
  main.removeAttribute('aria-busy');
  main.dataset.view = name || 'boxes';
  title.textContent = page.title;
  document.title = `${page.title} · RollingDrop`;
  view.replaceChildren(...[page.node].flat());
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash.startsWith(`#/${name || 'boxes'}`)) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  scrollTo(0, 0);
  // Nobody is moved who has only just arrived.
  if (asked > 1) title.focus({ preventScroll: true });
}

/** Asks for what was sent before this page was loaded again and never heard of. */
async function finishUnanswered() {
  for (const { what, reply } of unanswered()) {
    try {
      const { value, text } = await reply;
      if (what === 'open') await reveal(value, text);
      else toast('What you asked for before has been done.', 'good');
      await wallet.read();
    } catch (e) {
      toast(`What you asked for before: ${describe(e)}`, 'bad');
    }
  }
}

const chip = document.getElementById('chip');
const out = document.getElementById('out');
wallet.onChange((state) => {
  chip.hidden = state === undefined;
  if (state !== undefined) chip.textContent = money(state.availableMinor + state.promoMinor);
});
onChange((id) => {
  out.hidden = id === undefined;
  document.getElementById('in').hidden = id !== undefined;
  if (id === undefined) {
    wallet.forget();
    location.hash = '#/login';
  } else {
    wallet.read().catch(() => {});
    finishUnanswered();
  }
});
out.addEventListener('click', async () => {
  await ask('POST', '/auth/logout').catch(() => {});
  adopt(undefined);
});
addEventListener('hashchange', show);
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  title.focus();
});

resume().catch((e) => toast(describe(e), 'bad')).finally(show);
