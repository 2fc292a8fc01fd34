import { describe } from '../api.mjs';
import { command } from '../commands.mjs';
import { field, form, h, toast } from '../dom.mjs';
import { minorOf, money } from '../money.mjs';
import * as wallet from '../wallet.mjs';

/** Money in and out. */
export async function purse() {
  await wallet.read();
  const balance = h('p', { class: 'balance' });
  const more = h('p', { class: 'hint' });
  const show = ({ availableMinor, promoMinor, heldMinor }) => {
    balance.textContent = money(availableMinor);
    more.textContent = `Promotional ${money(promoMinor)} · held for withdrawals ${money(heldMinor)}`;
  };
  show(wallet.known());
  const mover = (title, path, done) => {
    const amount = h('input', { id: `${path}-amount`, inputmode: 'decimal', autocomplete: 'off', required: true });
    return h('section', { class: 'panel', 'aria-labelledby': `${path}-title` }, h('h2', { id: `${path}-title` }, title),
      form({ label: title, kind: path === 'deposit' ? 'primary wide' : 'wide', describe: said, async onsubmit() {
        const amountMinor = minorOf(amount.value);
        if (amountMinor === undefined || amountMinor === 0n) throw new RangeError('Give an amount such as 25 or 12.50.');
        await command(path, `/transactions/${path}`, { amountMinor });
        amount.value = '';
        toast(`${money(amountMinor)} ${done}`, 'good');
        show(await wallet.read());
      } }, field('Amount', amount)));
  };
  return {
    title: 'Wallet',
    node: [h('section', { class: 'panel', 'aria-label': 'Balance' }, h('p', { class: 'hint' }, 'Available'), balance, more),
      h('div', { class: 'pair' }, mover('Add money', 'deposit', 'added.'), mover('Withdraw', 'withdraw', 'is held until it is paid out.'))],
  };
}

const said = (e) => (e instanceof RangeError ? e.message : describe(e));
