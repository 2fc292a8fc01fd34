/* The player's money as last heard of. */
import { get } from './api.mjs';
import { useCurrency } from './money.mjs';

let wallet;
const listeners = new Set();

export const known = () => wallet;
export const onChange = (listener) => listeners.add(listener);

/** Asks for it. */
export async function read() {
  wallet = await get('/wallet');
  useCurrency(wallet.currency);
  listeners.forEach((listener) => listener(wallet));
  return wallet;
}

export function forget() {
  wallet = undefined;
  listeners.forEach((listener) => listener(wallet));
}
