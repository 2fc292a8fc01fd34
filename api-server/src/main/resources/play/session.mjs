/*
 * Who plays. The access token lives in this module's memory; the refresh token in sessionStorage, which is one tab's and
 * ends with it (docs/decisions/0032). A copied tab would have a copy of the token, and a token used twice ends the
 * session: so the tab holds a lock of its own, and a copy, which finds it held, begins without.
 */
const STORED = 'rollingdrop.session';
const HELD_MS = 700;

let access;
let userId;
let expiresAt = 0;
let refreshing;
const listeners = new Set();

export const player = () => userId;
export const onChange = (listener) => listeners.add(listener);

const stored = () => JSON.parse(sessionStorage.getItem(STORED) ?? 'null');

async function holdTab(id) {
  if (navigator.locks === undefined) return true;
  return new Promise((resolve) => {
    navigator.locks
      .request(`rollingdrop.tab.${id}`, { signal: AbortSignal.timeout(HELD_MS) }, () => {
        resolve(true);
        return new Promise(() => {});
      })
      .catch(() => resolve(false));
  });
}

/** Takes tokens, or with none ends the session here. */
export function adopt(tokens) {
  const before = userId;
  if (tokens === undefined) {
    sessionStorage.removeItem(STORED);
    access = userId = undefined;
  } else {
    const tab = stored()?.tab ?? newTab();
    sessionStorage.setItem(STORED, JSON.stringify({ tab, refreshToken: tokens.refreshToken }));
    access = tokens.accessToken;
    userId = tokens.userId;
    expiresAt = Date.now() + Number(tokens.expiresInSeconds) * 1000;
  }
  if (before !== userId) listeners.forEach((listener) => listener(userId));
}

function newTab() {
  const tab = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('');
  holdTab(tab);
  return tab;
}

/** Goes on with the session that this tab had before it was loaded again. */
export async function resume(refresh) {
  const session = stored();
  if (session === null) return;
  if (!(await holdTab(session.tab))) sessionStorage.removeItem(STORED);
  else await renew(refresh);
}

/** One refresh at a time: a refresh token is good once. */
export function renew(refresh) {
  const token = stored()?.refreshToken;
  if (token === undefined) return Promise.resolve();
  refreshing ??= refresh(token)
    .then(adopt, (e) => {
      if (e.status === 401) adopt(undefined);
      else throw e;
    })
    .finally(() => (refreshing = undefined));
  return refreshing;
}

/** An access token that is good for a while yet; undefined when nobody has logged in. */
export async function token(refresh) {
  if (access !== undefined && Date.now() > expiresAt - 20_000) await renew(refresh);
  return access;
}
