/*
 * What moves money or items is sent under a key that is written down first. Until an answer is known the key stays, over
 * reloads too, and the same request under the same key asks for the answer: it can never happen twice.
 */
import { ask } from './api.mjs';
import { player } from './session.mjs';

const STORED = 'rollingdrop.unanswered';
const KEPT_MAX = 20;
/** Whoever comes back later finds what happened in the history, and is not surprised by a purchase. */
const RESUMED_MS_MAX = 10 * 60_000;

const read = () => JSON.parse(localStorage.getItem(STORED) ?? '[]');
const write = (entries) => localStorage.setItem(STORED, JSON.stringify(entries.slice(-KEPT_MAX)));
const forget = (entry) => write(read().filter((other) => other.key !== entry.key));

/**
 * Carries out a command once.
 *
 * @param what names the kind of command, for a page that is loaded again before the answer
 * @return the receipt, and its text to the letter
 */
export function command(what, path, body, method = 'POST') {
  const text = json(body);
  // Pressed again while the first answer is out: it is the same wish.
  const open = read().find((entry) => entry.userId === player() && entry.path === path && entry.body === text);
  if (open !== undefined) return finish(open);
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const entry = { key, what, method, path, body: text, userId: player(), at: Date.now() };
  write([...read(), entry]);
  return finish(entry);
}

async function finish(entry) {
  try {
    const reply = await ask(entry.method, entry.path, entry);
    forget(entry);
    return reply;
  } catch (e) {
    if (!e.unknown && e.status !== 401) forget(entry);
    throw e;
  }
}

/** What this player sent and has no answer to; asks for each once more. */
export function unanswered() {
  const mine = read().filter((entry) => entry.userId === player());
  const young = mine.filter((entry) => Date.now() - entry.at < RESUMED_MS_MAX);
  mine.filter((entry) => !young.includes(entry)).forEach(forget);
  return young.map((entry) => ({ what: entry.what, reply: finish(entry) }));
}

/** JSON with BigInt as integers to the last digit. */
export function json(value) {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).filter(([, part]) => part !== undefined)
      .map(([key, part]) => `${JSON.stringify(key)}:${json(part)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
