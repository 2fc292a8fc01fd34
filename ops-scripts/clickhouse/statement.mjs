import { notImplemented, syntaxError, tooLarge } from './errors.mjs';
import { STATEMENT_BYTES_MAX } from './limits.mjs';

/**
 * Finds in a statement what the front must know about it: where the data of an INSERT begins, which output format it
 * asks for, and that it is one statement only. It doesn't judge SQL otherwise; the engine does.
 *
 * Why it is needed: handed to the embedded engine together with its statement, inline data ends at the first empty
 * line (two 0x0A bytes, which any binary row may hold), and what follows is EXECUTED AS SQL. So rows would be lost
 * without an error, or data would run as commands. The front therefore cuts the data off and passes it as a file.
 *
 * The text is scanned as Latin-1: one character per byte, so positions are byte positions, and the bytes of UTF-8
 * above 0x7F never look like a token.
 */

const SPACE = /[\s\0]+/y;
const COMMENT = /--[^\n]*|#[ !][^\n]*|\/\*[^]*?(?:\*\/|$)/y;
const QUOTED = /'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$)|`(?:[^`\\]|\\[^]|``)*(?:`|$)/y;
const HEREDOC = /\$(\w*)\$[^]*?\$\1\$/y;
const WORD = /[A-Za-z_\x80-\xff][\w\x80-\xff]*/y;
const NUMBER = /[0-9][\w.]*/y;

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Yields the tokens outside brackets: {kind, text, start, end}; a whole bracket is one token of kind 'bracket'. */
function* topLevelTokens(text) {
  let at = 0;
  let depth = 0;
  let opened = 0;
  while (at < text.length) {
    const skipped = match(SPACE, text, at) ?? match(COMMENT, text, at);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    const start = at;
    const quoted = match(QUOTED, text, at) ?? match(HEREDOC, text, at);
    const word = quoted ?? match(WORD, text, at);
    const token = word ?? match(NUMBER, text, at) ?? text[at];
    at += token.length;
    if ('([{'.includes(token) && depth++ === 0) opened = start;
    if (')]}'.includes(token) && depth > 0 && --depth === 0) {
      yield { kind: 'bracket', text: '', start: opened, end: at };
    } else if (depth === 0) {
      const kind = quoted !== undefined ? 'quoted' : word !== undefined ? 'word' : 'sign';
      yield { kind, text: kind === 'word' ? token.toUpperCase() : token, raw: token, start, end: at };
    }
  }
}

/**
 * @param {Buffer} bytes the statement, with the data of an INSERT behind it
 * @returns {{kind: 'empty'} | {kind: 'plain', format?: string} |
 *   {kind: 'insert', infileAt: number, headEnd: number, format: string, dataStart: number}}
 *   positions in bytes; `infileAt` is where `FROM INFILE` belongs, `headEnd` where the statement's own text ends
 */
export function describe(bytes) {
  const text = bytes.toString('latin1', 0, STATEMENT_BYTES_MAX);
  const tokens = topLevelTokens(text);
  const first = tokens.next();
  if (first.done) return { kind: 'empty' };
  const plan = first.value.text === 'INSERT' ? describeInsert(text, tokens) : describePlain(tokens, first.value);
  if (plan.kind === 'plain' && bytes.length > STATEMENT_BYTES_MAX) {
    throw tooLarge(`The statement is longer than ${STATEMENT_BYTES_MAX} bytes.`);
  }
  return plan;
}

function describeInsert(text, tokens) {
  let token = skipTarget(tokens);
  let infileAt;
  for (; token !== undefined; token = tokens.next().value) {
    if (token.kind !== 'word') {
      if (token.text === ';') break;
      continue;
    }
    if (token.text === 'SELECT' || token.text === 'WITH' || token.text === 'WATCH') return describePlain(tokens, token);
    if (token.text === 'FROM') throw notImplemented('FROM INFILE is not supported over HTTP.');
    if (token.text === 'SETTINGS') infileAt ??= token.start;
    if (token.text === 'VALUES') {
      return insert(infileAt ?? token.start, token.start, 'Values', token.end);
    }
    if (token.text === 'FORMAT') {
      const name = tokens.next().value;
      if (name?.kind !== 'word') throw syntaxError('Syntax error: the name of a format is missing after FORMAT.');
      return insert(infileAt ?? token.start, token.start, name.raw, afterFormat(text, name.end));
    }
  }
  // INSERT INTO t (SELECT …) and whatever else the engine may accept or refuse.
  return token === undefined ? { kind: 'plain' } : describePlain(tokens, token);
}

const insert = (infileAt, headEnd, format, dataStart) => ({ kind: 'insert', infileAt, headEnd, format, dataStart });

/** Passes over [INTO] [TABLE] [FUNCTION] name[.name]…, since a table may be named like a keyword. */
function skipTarget(tokens) {
  let token = tokens.next().value;
  while (token?.kind === 'word' && ['INTO', 'TABLE', 'FUNCTION'].includes(token.text)) token = tokens.next().value;
  token = tokens.next().value;
  while (token?.text === '.') {
    tokens.next();
    token = tokens.next().value;
  }
  return token;
}

/** The same rule as ClickHouse's own parser: data begins after blanks and one line end. */
function afterFormat(text, end) {
  let at = end;
  while (' \t\f'.includes(text[at] ?? '-')) at++;
  if (text[at] === ';') throw syntaxError("Syntax error: excessive ';' before the data of INSERT.");
  if (text[at] === '\r') at++;
  if (text[at] === '\n') at++;
  return at;
}

function describePlain(tokens, first) {
  let format;
  let before = first;
  let ended = first.text === ';';
  for (const token of tokens) {
    if (ended && token.text !== ';') throw syntaxError('Syntax error: multi-statements are not allowed.');
    if (token.text === ';') ended = true;
    if (token.text === 'OUTFILE' && before.text === 'INTO') {
      throw notImplemented('INTO OUTFILE is not supported over HTTP.');
    }
    // Its data would take the way described above.
    if (before.text === 'INPUT' && token.kind === 'bracket') {
      throw notImplemented('input() is not supported over HTTP.');
    }
    if (before.text === 'FORMAT' && token.kind === 'word') format = token.raw;
    before = token;
  }
  return { kind: 'plain', format };
}
