import { get } from '../api.mjs';
import { json } from '../commands.mjs';
import { h } from '../dom.mjs';
import { money, time } from '../money.mjs';
import * as wallet from '../wallet.mjs';
import { more } from './paging.mjs';
import { choose } from './verify.mjs';

const KINDS = {
  BOX_OPENING: 'Box opened', DEPOSIT: 'Money added', WITHDRAWAL_HOLD: 'Withdrawal asked for', WITHDRAWAL_SETTLEMENT: 'Withdrawal paid',
  WITHDRAWAL_VOID: 'Withdrawal given back', REDEMPTION: 'Item sold back', TRANSFER_OUT: 'Item given', TRANSFER_IN: 'Item received',
  LIMIT_CHANGE: 'Limit changed', PAUSE: 'Break begun', PROMOTION: 'Promotion', PURCHASE: 'Bought', SALE: 'Sold', TRADE: 'Trade',
};
const FILTERED = ['BOX_OPENING', 'DEPOSIT', 'REDEMPTION', 'LIMIT_CHANGE'];
const nameOf = (kind) => KINDS[kind] ?? kind.charAt(0) + kind.slice(1).toLowerCase().replaceAll('_', ' ');

/** The player's ledger, newest first. */
export async function history([kind]) {
  await wallet.read();
  const page = async (cursor) => {
    const query = [['limit', '20'], ['kind', kind], ['cursor', cursor]].filter((pair) => pair[1]);
    const { transactions, next } = await get(`/transactions/history?${new URLSearchParams(query)}`);
    return { entries: transactions, next };
  };
  const select = h('select', { id: 'kind', onchange: () => (location.hash = `#/history/${select.value}`) },
    h('option', { value: '' }, 'Everything'), FILTERED.map((each) => h('option', { value: each, selected: each === kind }, nameOf(each))));
  const list = h('ul', { class: 'ledger', role: 'list' });
  return {
    title: 'History',
    node: [h('div', { class: 'field inline' }, h('label', { for: 'kind' }, 'Show'), select), await more(page, list, row, 'Nothing has happened yet.')],
  };
}

function row(entry) {
  const { receipt } = entry;
  const credit = entry.creditAccount === 'PLAYER';
  const moved = entry.amountMinor > 0n && entry.debitAccount !== entry.creditAccount;
  const items = Array.isArray(receipt.items) ? receipt.items.map((item) => item.name).join(', ') : undefined;
  return h('li', {},
    h('div', { class: 'what' }, h('strong', {}, nameOf(entry.kind)), items && h('span', { class: 'small' }, items), h('span', { class: 'hint' }, time(entry.createdAt))),
    h('div', { class: 'how-much' }, h('strong', { class: credit ? 'plus' : '' }, moved ? `${credit ? '+' : '−'}${money(entry.amountMinor)}` : '–'),
      h('span', { class: 'hint' }, `Balance ${money(entry.balanceAfterMinor)}`)),
    entry.kind === 'BOX_OPENING' && h('a', { class: 'button slim', href: '#/verify', onclick: () => choose(json(receipt)) }, 'Verify'));
}
