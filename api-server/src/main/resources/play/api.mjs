/* Asks the server. What is busy is waited for where all can see it; what is refused comes back as a Problem. */
import { parseJson } from './exact-json.mjs';
import * as session from './session.mjs';

const REQUEST_MS_MAX = 15_000;
const TRIES_MAX = 6;
/** Longer than this nobody is made to watch a clock. */
const WAIT_S_MAX = 30;

const WORDS = {
  INSUFFICIENT_FUNDS: 'There is not enough money in your wallet for this.',
  LOGIN_REFUSED: 'That name and password do not belong together.',
  SECOND_FACTOR_REQUIRED: 'Now the code of your authenticator, please.',
  SECOND_FACTOR_REFUSED: 'That code is not good, or was used before. Wait for the next one.',
  NAME_TAKEN: 'This name is taken. Choose another one, or log in.',
  LIMIT_REACHED: 'One of your limits does not allow this.',
  PLAYER_PAUSED: 'You are taking a break. Money and items can still be taken out.',
  PLAYER_EXCLUDED: 'You have excluded yourself from play. Money and items can still be taken out.',
  BOX_SOLD_OUT: 'This box has fewer draws left than you asked for.',
  PAUSE_CANNOT_BE_SHORTENED: 'The break you have already lasts longer, and it cannot be shortened.',
  ITEM_NOT_AVAILABLE: 'This item is for sale or already gone.',
  IDEMPOTENCY_KEY_CLOSED: 'This has been done long ago. Your history has it.',
};

/** An answer that is no, or none. `unknown` says that it may have taken effect all the same. */
export class Problem extends Error {
  constructor(status, { code = '', detail = '', errors = [] } = {}, more = {}) {
    super(WORDS[code] ?? ([detail, ...errors.map((each) => `${each.field} ${each.message}.`)].join(' ') || `The server answered ${status}.`));
    Object.assign(this, { status, code, ...more });
  }
}

/** What went wrong, in words. */
export function describe(e) {
  if (e instanceof Problem) return e.message;
  console.error(e);
  return 'Something went wrong in this page. Reload it and try again.';
}

async function once(method, path, { body, key, open }) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key !== undefined) headers['Idempotency-Key'] = key;
  const token = open ? undefined : await session.token(refresh);
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  let response;
  let text;
  try {
    response = await fetch(path, { method, headers, body, credentials: 'omit', redirect: 'error', signal: AbortSignal.timeout(REQUEST_MS_MAX) });
    text = await response.text();
  } catch {
    throw new Problem(0, { detail: 'The server cannot be reached.' }, { again: true, unknown: true });
  }
  const reply = () => (text === '' ? {} : parseJson(text, 'the reply'));
  if (response.ok) return { value: reply(), text };
  let problem = {};
  if (/json/.test(response.headers.get('Content-Type'))) problem = reply();
  const busy = response.status === 429 || response.status === 503;
  throw new Problem(response.status, problem, {
    again: busy || response.status >= 500,
    unknown: response.status >= 500 && !['OVERLOADED', 'GRID_UNAVAILABLE'].includes(problem.code),
    waitS: busy ? Math.min(Number(response.headers.get('Retry-After')) || 1, 86_400) : undefined,
  });
}

const refresh = async (refreshToken) => (await ask('POST', '/auth/refresh', { body: JSON.stringify({ refreshToken }), open: true })).value;

/** Continues the session of this tab, when there is one. */
export const resume = () => session.resume(refresh);

/** Counts down before everybody's eyes. */
async function wait(seconds, why) {
  const bar = document.getElementById('waiting');
  bar.hidden = false;
  for (let left = seconds; left > 0; left--) {
    bar.textContent = `${why} Trying again in ${left} s.`;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  bar.textContent = 'Trying again…';
}

/**
 * Sends a request, and again where that is safe: one that reads, one with a key, or one that was told nothing was done.
 *
 * @param open whether it is asked without a token
 * @return the value and its text
 * @throws Problem
 */
export async function ask(method, path, { body, key, open } = {}) {
  let unknown = false;
  let renewed = false;
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(method, path, { body, key, open });
      } catch (e) {
        if (!(e instanceof Problem)) throw e;
        if (e.status === 401 && !open && !renewed) {
          renewed = true;
          await session.renew(refresh);
          if (session.player() !== undefined) continue;
        }
        unknown ||= e.unknown === true;
        const seconds = e.waitS ?? Math.min(2 ** (attempt - 1), 8);
        const safe = method === 'GET' || key !== undefined || !e.unknown;
        if (!e.again || !safe || attempt === TRIES_MAX || seconds > WAIT_S_MAX) {
          e.unknown = e.again === true && unknown;
          throw e;
        }
        await wait(seconds, e.status === 0 ? 'No answer yet.' : 'The server is busy.');
      }
    }
  } finally {
    document.getElementById('waiting').hidden = true;
  }
}

/** Reads. */
export const get = async (path) => (await ask('GET', path)).value;
