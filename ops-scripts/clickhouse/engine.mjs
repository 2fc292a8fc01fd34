import { mkdirSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drainPending, Session } from 'chdb';
import { ENGINE_ARGUMENTS } from './limits.mjs';
import { QueryError, syntaxError } from './errors.mjs';
import { describe } from './statement.mjs';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

const quoteText = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const quoteName = (name) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/**
 * The real ClickHouse engine, in this process, on one data directory.
 *
 * One connection stays open for as long as the engine lives. Each query gets its own besides: opening one costs less
 * than a millisecond, different connections run in parallel (one connection runs its queries one by one), and what a
 * query sets — database, settings, parameters — ends with it, as it does over ClickHouse's own HTTP interface.
 */
export class Engine {
  #path;
  #incoming;
  #keeper;
  #nextFile = 0;
  #ping;

  version;
  timezone;
  #settingNames;

  /** Opens the directory; fails when another process holds it. */
  static async open(dataDir) {
    const engine = new Engine();
    engine.#path = join(dataDir, 'engine');
    engine.#incoming = join(dataDir, 'incoming');
    engine.#keeper = engine.#connect();
    // After the engine took the directory, so that a second process can't delete the first one's files.
    rmSync(engine.#incoming, { recursive: true, force: true });
    mkdirSync(engine.#incoming, { mode: 0o700 });
    const about = await engine.#keeper.queryAsync('SELECT version(), timezone()', { format: 'JSONCompactEachRow' });
    [engine.version, engine.timezone] = about.json();
    const names = await engine.#keeper.queryAsync('SELECT name FROM system.settings', { format: 'TSV' });
    engine.#settingNames = new Set(names.text().split('\n'));
    return engine;
  }

  #connect() {
    return new Session(this.#path, { connectionArgs: ENGINE_ARGUMENTS });
  }

  /**
   * Runs one statement.
   *
   * @param {Buffer} statement the SQL text, and behind it the data of an INSERT, byte for byte
   * @param {{database?: string, settings: Map<string, string>, parameters: Map<string, string>, readOnly: boolean,
   *   format: string}} context `format` is the one used when the statement names none; `parameters` are in the
   *   escaped form in which ClickHouse takes them over HTTP
   */
  async run(statement, context) {
    const plan = describe(statement);
    if (plan.kind === 'empty') throw syntaxError('Syntax error: empty query.');
    const preparation = this.#preparation(context);
    const session = this.#connect();
    try {
      for (const sql of preparation) await session.queryAsync(sql);
      return plan.kind === 'insert'
        ? await this.#insert(session, statement, plan)
        : await this.#query(session, statement, plan.format ?? context.format);
    } finally {
      session.close();
    }
  }

  async #query(session, statement, format) {
    const result = await session.queryAsync(decode(statement), { format });
    return { bytes: result.bytes(), format, readRows: result.rowsRead, readBytes: result.bytesRead, writtenRows: 0 };
  }

  /** Data goes in as a file: see statement.mjs for what would happen to it otherwise. */
  async #insert(session, statement, plan) {
    const data = statement.subarray(plan.dataStart);
    const file = join(this.#incoming, `${this.#nextFile++}.data`);
    const sql =
      decode(statement.subarray(0, plan.infileAt)) +
      ` FROM INFILE ${quoteText(file)} COMPRESSION 'none' ` +
      decode(statement.subarray(plan.infileAt, plan.headEnd)) +
      ` FORMAT ${plan.format}`;
    try {
      await writeFile(file, data, { mode: 0o600, flag: 'wx' });
      const result = await session.queryAsync(sql);
      const rows = result.rowsRead;
      return { bytes: Buffer.alloc(0), format: undefined, readRows: rows, readBytes: data.length, writtenRows: rows };
    } catch (e) {
      // The caller sent a body, and knows of no file.
      e.message = e.message.replaceAll(file, 'request body');
      throw e;
    } finally {
      await rm(file, { force: true });
    }
  }

  #preparation(context) {
    const statements = [];
    if (context.database) statements.push(`USE ${quoteName(context.database)}`);
    const assignments = [];
    for (const [name, value] of context.settings) {
      if (!this.#settingNames.has(name)) throw new QueryError(115, 'UNKNOWN_SETTING', `Unknown setting '${name}'.`);
      assignments.push(`${name} = ${quoteText(value)}`);
    }
    for (const [name, value] of context.parameters) {
      if (!NAME.test(name)) throw syntaxError(`Syntax error: '${name}' can't be the name of a parameter.`);
      assignments.push(`param_${name} = ${quoteText(value)}`);
    }
    // Last, and as its own statement: after it no setting of this kind can be changed.
    if (assignments.length > 0) statements.push(`SET ${assignments.join(', ')}`);
    if (context.readOnly) statements.push('SET readonly = 2');
    return statements;
  }

  /** Whether the engine answers. Callers that ask at the same time share one answer, so it can't be flooded. */
  ping() {
    this.#ping ??= this.#keeper
      .queryAsync('SELECT 1', { format: 'TSV' })
      .then((result) => result.text() === '1\n', () => false)
      .finally(() => (this.#ping = undefined));
    return this.#ping;
  }

  /** Call when no query runs any more. */
  async close() {
    this.#keeper.close();
    await drainPending();
  }
}

/** The binding takes text only; a statement that isn't UTF-8 would be changed on its way, so it is refused. */
function decode(bytes) {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw syntaxError('Syntax error: the statement is not valid UTF-8.');
  }
}
