import { createHash, timingSafeEqual } from 'node:crypto';
import { authenticationFailed, passwordRequired } from './errors.mjs';

const digest = (text) => createHash('sha256').update(text, 'utf8').digest();

/**
 * Checks who asks, in ClickHouse's three ways: the X-ClickHouse headers, basic authorization, URL parameters; the
 * first one present decides. Digests are compared, so neither length nor content shows in the time it takes.
 */
export class Credentials {
  #user;
  #password;

  constructor(user, password) {
    this.#user = digest(user);
    this.#password = digest(password);
  }

  check(headers, params) {
    const given = fromHeaders(headers) ?? fromBasic(headers) ?? fromParams(params);
    if (given === undefined) throw passwordRequired();
    // Both comparisons always run.
    const userHolds = timingSafeEqual(digest(given.user), this.#user);
    const passwordHolds = timingSafeEqual(digest(given.password), this.#password);
    if (!userHolds || !passwordHolds) throw authenticationFailed();
  }
}

function fromHeaders(headers) {
  const user = headers['x-clickhouse-user'];
  const password = headers['x-clickhouse-key'];
  return user === undefined && password === undefined ? undefined : { user: user ?? '', password: password ?? '' };
}

function fromBasic(headers) {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? { user: text, password: '' } : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function fromParams(params) {
  if (!params.has('user') && !params.has('password')) return undefined;
  return { user: params.get('user') ?? '', password: params.get('password') ?? '' };
}
