/* Money is BigInt in minor units; it becomes text by moving the point, never a floating-point number. */

let currency;
let digits = 2;
let format = (text) => text;

/** The currency that the server counts in, ISO 4217. */
export function useCurrency(code) {
  if (code === undefined || code === currency) return;
  const numbers = new Intl.NumberFormat(navigator.language, { style: 'currency', currency: code });
  currency = code;
  digits = numbers.resolvedOptions().maximumFractionDigits;
  format = (text) => numbers.format(text);
}

function pointed(amount, places) {
  const sign = amount < 0n ? '-' : '';
  const text = String(amount < 0n ? -amount : amount).padStart(places + 1, '0');
  return places === 0 ? sign + text : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** Minor units as people read them. Intl formats the text of a decimal exactly. */
export const money = (minor) => format(pointed(minor, digits));

/** What somebody typed, in minor units; undefined when it is no amount. */
export function minorOf(text) {
  const parts = /^(\d{1,10})(?:[.,](\d+))?$/.exec(text.trim());
  const fraction = parts?.[2] ?? '';
  if (!parts || fraction.length > digits) return undefined;
  return BigInt(parts[1] + fraction.padEnd(digits, '0'));
}

/** Basis points as a percentage. */
export const percent = (basisPoints) => `${pointed(basisPoints, 2).replace(/\.?0+$/, '')} %`;

/** Tickets of a total as a percentage of up to four digits after the point, rounded down, and as one in how many. */
export function chance(tickets, total) {
  const parts = (tickets * 1_000_000n) / total;
  return {
    percent: parts === 0n ? '< 0.0001 %' : `${pointed(parts, 4).replace(/\.?0+$/, '')} %`,
    // Above one in five the rounded number would say something else.
    oneIn: tickets * 5n > total ? '' : `1 in ${((2n * total + tickets) / (2n * tickets)).toLocaleString()}`,
  };
}

const TIME = new Intl.DateTimeFormat(navigator.language, { dateStyle: 'medium', timeStyle: 'short' });

/** A time of the server's as the player's clock shows it. */
export const time = (iso) => TIME.format(new Date(iso));
