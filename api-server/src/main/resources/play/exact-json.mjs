/*
 * JSON to the last digit. JSON.parse rounds integers above 2^53 and lets the last of two equal keys win; either could
 * hide a change. Integers become BigInt, other numbers stay text in a class of their own and so never equal anything
 * expected. Read by ops-scripts/verify-receipt too.
 */
const JSON_DEPTH_MAX = 32;
const SHOWN_LENGTH_MAX = 160;

/** What was given cannot be looked at at all. */
export class Unusable extends Error {}

/** A number that is no integer, as it was written. */
class Fraction {
  constructor(text) {
    this.text = text;
  }
}

/**
 * Reads JSON exactly.
 *
 * @param what names the text in the message of an error
 * @throws Unusable when it is not JSON, or two keys of an object are equal
 */
export function parseJson(text, what) {
  let at = 0;
  const fail = (reason) => {
    throw new Unusable(`${what} is not valid JSON: ${reason} at character ${at + 1}`);
  };
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const sign = (expected) => {
    take(/[ \t\r\n]*/y);
    if (text[at] !== expected) return false;
    at++;
    take(/[ \t\r\n]*/y);
    return true;
  };
  const string = () => {
    const found = take(/"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    if (found === undefined) fail('a string was expected');
    return JSON.parse(found);
  };
  const value = (depth) => {
    if (depth > JSON_DEPTH_MAX) fail('it is nested too deeply');
    if (sign('{')) {
      const object = Object.create(null);
      if (sign('}')) return object;
      do {
        const key = string();
        if (key in object) fail(`the key ${show(key)} appears twice`);
        if (!sign(':')) fail('a colon was expected');
        object[key] = value(depth + 1);
      } while (sign(','));
      return sign('}') ? object : fail('a comma or a brace was expected');
    }
    if (sign('[')) {
      const array = [];
      if (sign(']')) return array;
      do array.push(value(depth + 1));
      while (sign(','));
      return sign(']') ? array : fail('a comma or a bracket was expected');
    }
    if (text[at] === '"') return string();
    const number = take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return /^-?\d+$/.test(number) ? BigInt(number) : new Fraction(number);
    const word = take(/true|false|null/y);
    return word === undefined ? fail('a value was expected') : JSON.parse(word);
  };
  take(/\uFEFF?[ \t\r\n]*/y);
  const result = value(0);
  take(/[ \t\r\n]*/y);
  if (at < text.length) fail('something follows the value');
  return result;
}

/** For people and terminals: no control characters, no endless lines. */
export function show(value) {
  if (value === undefined) return 'nothing';
  if (typeof value === 'bigint') return clip(String(value));
  if (value instanceof Fraction) return clip(value.text);
  return clip(JSON.stringify(value, (_, part) =>
    typeof part === 'bigint' ? String(part) : part instanceof Fraction ? part.text : part));
}

export function clip(text) {
  const printable = text.replace(/[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, '?');
  return printable.length > SHOWN_LENGTH_MAX ? `${printable.slice(0, SHOWN_LENGTH_MAX)}…` : printable;
}
