/** An error as ClickHouse reports it: a numeric code, its name, and a text. */
export class QueryError extends Error {
  constructor(code, name, text) {
    super(`Code: ${code}. DB::Exception: ${text} (${name})`);
    this.name = 'QueryError';
    this.code = code;
  }
}

export const syntaxError = (text) => new QueryError(62, 'SYNTAX_ERROR', text);
export const notImplemented = (text) => new QueryError(48, 'NOT_IMPLEMENTED', text);
export const unsupportedMethod = (text) => new QueryError(1, 'UNSUPPORTED_METHOD', text);
export const tooLarge = (text) => new QueryError(229, 'QUERY_IS_TOO_LARGE', text);
export const tooManyQueries = (text) => new QueryError(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', text);
export const passwordRequired = () =>
  new QueryError(194, 'REQUIRED_PASSWORD', 'Authentication failed: a user and a password are required.');
export const authenticationFailed = () =>
  new QueryError(516, 'AUTHENTICATION_FAILED', 'Authentication failed: the user or the password is incorrect.');

/** Which status goes with which code: `exceptionCodeToHTTPStatus` in ClickHouse's `Server/HTTP`; all others are 500. */
const STATUS_BY_CODE = new Map([
  [194, 401],
  ...[192, 193, 516].map((code) => [code, 403]),
  // Can't parse, bad arguments, wrong types, syntax.
  ...[6, 26, 27, 33, 36, 38, 41, 42, 43, 53, 62, 69, 70, 72, 117, 456, 457].map((code) => [code, 400]),
  // Unknown function, identifier, type, storage, table, aggregate function, format, query type, database, setting.
  ...[46, 47, 50, 56, 60, 63, 73, 78, 81, 115].map((code) => [code, 404]),
  [229, 413],
  [1, 501],
  [48, 501],
  [202, 503],
  [209, 503],
]);

export function statusOf(code) {
  return STATUS_BY_CODE.get(code) ?? 500;
}

const UNKNOWN_EXCEPTION = 1002;

/** The code that an engine's error carries. Some arrive wrapped in another; the outermost counts, as on a server. */
export function codeOf(error) {
  if (Number.isInteger(error.code)) return error.code;
  return Number(/^Code: (\d+)\./.exec(error.message)?.[1] ?? UNKNOWN_EXCEPTION);
}

/** The error's text with its code in front, once. */
export function textOf(error) {
  // An error inside an INSERT's data arrives twice, one in the other, the version in between.
  const text = error.message
    .replace(/^Code: \d+\. DB::Exception: (?=Code: \d+\. DB::Exception: )/, '')
    .replace(/ \(version [\w.]+\)\. \([A-Z_]+\)\s*$/, '')
    .trimEnd();
  return /^Code: \d+\./.test(text) ? text : `Code: ${codeOf(error)}. DB::Exception: ${text}`;
}
