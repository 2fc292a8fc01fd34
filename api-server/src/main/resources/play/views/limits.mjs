import { describe, get } from '../api.mjs';
import { command } from '../commands.mjs';
import { confirm, field, form, h, toast } from '../dom.mjs';
import { minorOf, money, time } from '../money.mjs';
import * as wallet from '../wallet.mjs';

const LIMITS = { DEPOSIT: 'Money added', SPEND: 'Spending', LOSS: 'Loss' };
const WINDOWS = { DAY: 'day', WEEK: 'week', MONTH: 'month' };

/** Limits and breaks: what the player holds themselves to. */
export async function limits() {
  await wallet.read();
  const state = h('div', { class: 'stack' });
  const show = async () => {
    const { limits: list, coolOffUntil, excluded, excludedUntil } = await get('/limits');
    state.replaceChildren(
      excluded ? pause(`You have excluded yourself ${excludedUntil ? `until ${time(excludedUntil)}` : 'for ever'}.`) : '',
      coolOffUntil ? pause(`You are taking a break until ${time(coolOffUntil)}.`) : '',
      list.length ? h('ul', { class: 'limits', role: 'list' }, list.map(row)) : h('p', { class: 'empty' }, 'You have set no limit.'));
  };
  await show();
  const pick = (name, options) => h('select', { name }, Object.entries(options).map(([value, label]) => h('option', { value }, label)));
  const limit = pick('limit', LIMITS);
  const window = pick('window', { DAY: 'a day', WEEK: 'a week', MONTH: 'a month' });
  const amount = h('input', { inputmode: 'decimal', autocomplete: 'off' });
  const days = h('input', { inputmode: 'numeric', value: '7', autocomplete: 'off' });
  const set = form({ label: 'Set limit', kind: 'primary wide', describe: said, async onsubmit() {
    const amountMinor = amount.value.trim() === '' ? null : minorOf(amount.value);
    if (amountMinor === undefined) throw new RangeError('Give an amount such as 25 or 12.50, or none to remove the limit.');
    const { value } = await command('limit', `/limits/${limit.value}/${window.value}`, { amountMinor }, 'PUT');
    toast(value.next ? 'Raising or removing a limit takes a while; the list says when it holds.' : 'The limit holds from now on.', 'good');
    await show();
  } }, field('What', limit), field('For', window), field('At most', amount, 'Lower holds at once, higher after a delay; empty removes'));
  const rest = form({ label: 'Take a break', kind: 'wide', describe: said, async onsubmit() {
    if (!/^([1-9]|[1-3]\d|4[0-2])$/.test(days.value.trim())) throw new RangeError('Give 1 to 42 days.');
    if (!(await confirm('Take a break?', `For ${days.value} days you cannot play, and nobody can end that early. Money and items can still be taken out.`, 'Take the break'))) return;
    await command('pause', '/limits/cool-off', { days: BigInt(days.value) });
    toast('Your break has begun.', 'good');
    await show();
  } }, field('Days', days, '1 to 42'));
  const panel = (title, node) => h('section', { class: 'panel' }, h('h2', {}, title), node);
  return { title: 'Limits', node: [state, h('div', { class: 'pair' }, panel('Set a limit', set), panel('Take a break', rest))] };
}

const pause = (text) => h('p', { class: 'banner warn' }, text);
const said = (e) => (e instanceof RangeError ? e.message : describe(e));

function row({ limit, window, amountMinor, usedMinor, leftMinor, windowEndsAt, next }) {
  const name = `${LIMITS[limit]} per ${WINDOWS[window]}`;
  const share = amountMinor === 0n ? 100 : Math.min(100, Number((usedMinor * 100n) / amountMinor));
  return h('li', { class: 'panel' }, h('h2', {}, name),
    h('progress', { max: 100, value: share, 'aria-label': name }),
    h('p', {}, h('strong', {}, `${money(leftMinor)} left`), ` of ${money(amountMinor)}, until ${time(windowEndsAt)}`),
    next && h('p', { class: 'hint' }, `${next.amountMinor === null ? 'No limit' : money(next.amountMinor)} from ${time(next.from)}`));
}
