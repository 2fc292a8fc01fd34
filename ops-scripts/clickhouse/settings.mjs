import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A setting that can't be used. The message never repeats the value of a secret. */
export class SettingError extends Error {
  constructor(key, reason) {
    super(`${key}: ${reason}`);
    this.name = 'SettingError';
    this.key = key;
  }
}

const USER_PATTERN = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
const PASSWORD_LENGTH_MAX = 1024;

/** Reads and validates all settings at once, so that nothing starts on half of them. */
export function readSettings(env) {
  return Object.freeze({
    port: readPort(env.CLICKHOUSE_PORT),
    dataDir: readDataDir(env.CLICKHOUSE_DATA_DIR),
    user: readUser(env.CLICKHOUSE_USER),
    password: readPassword(env.CLICKHOUSE_PASSWORD_FILE),
  });
}

/** 0 asks the system for a free port; the ready line then names it. */
function readPort(text) {
  if (!text) throw new SettingError('CLICKHOUSE_PORT', 'is required, a port number such as 8123');
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new SettingError('CLICKHOUSE_PORT', `must be a whole number from 0 to 65535, found '${text}'`);
  }
  return Number(text);
}

function readDataDir(text) {
  if (!text) throw new SettingError('CLICKHOUSE_DATA_DIR', 'is required, the directory that keeps the data');
  const dir = resolve(text);
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    accessSync(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (e) {
    throw new SettingError('CLICKHOUSE_DATA_DIR', `'${text}' can't be used as a writable directory (${e.code})`);
  }
  return dir;
}

function readUser(text) {
  if (text === undefined) return 'rollingdrop';
  if (!USER_PATTERN.test(text)) {
    throw new SettingError('CLICKHOUSE_USER', 'must be 1 to 64 letters, digits, dots, dashes or underscores');
  }
  return text;
}

function readPassword(file) {
  if (!file) throw new SettingError('CLICKHOUSE_PASSWORD_FILE', 'is required, a file that holds the password');
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (e) {
    throw new SettingError('CLICKHOUSE_PASSWORD_FILE', `'${file}' can't be read (${e.code})`);
  }
  // Editors and `echo` end a file with a newline that isn't part of the password.
  const password = text.replace(/\r?\n$/, '');
  if (password === '') throw new SettingError('CLICKHOUSE_PASSWORD_FILE', 'the file is empty');
  if (/[\r\n]/.test(password)) throw new SettingError('CLICKHOUSE_PASSWORD_FILE', 'the file has more than one line');
  if (password.length > PASSWORD_LENGTH_MAX) {
    throw new SettingError('CLICKHOUSE_PASSWORD_FILE', `the password is longer than ${PASSWORD_LENGTH_MAX} characters`);
  }
  return password;
}
