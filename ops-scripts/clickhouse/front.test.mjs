import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const FRONT = fileURLToPath(new URL('front.mjs', import.meta.url));
const USER = 'rollingdrop';
const PASSWORD = 'p4ss wörd:with$signs';
const HEADERS = { Authorization: `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}` };

const scratch = mkdtempSync(join(tmpdir(), 'clickhouse-front-'));
const passwordFile = join(scratch, 'password');
writeFileSync(passwordFile, `${PASSWORD}\n`);
after(() => rmSync(scratch, { recursive: true, force: true }));

let directories = 0;
const newDirectory = () => join(scratch, `data-${directories++}`);

function launch(env) {
  const child = spawn(process.execPath, [FRONT], { env: { PATH: process.env.PATH, ...env } });
  child.output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (child.output += chunk));
  child.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  return child;
}

/** Starts a front and waits for its ready line. */
async function start(dataDir) {
  const child = launch({ CLICKHOUSE_PORT: '0', CLICKHOUSE_DATA_DIR: dataDir, CLICKHOUSE_PASSWORD_FILE: passwordFile });
  const ready = new Promise((resolve) => child.stdout.on('data', () => {
    const url = /ready at (http:\S+)/.exec(child.output)?.[1];
    if (url) resolve(url);
  }));
  child.url = await Promise.race([ready, child.ended.then(() => assert.fail(`did not start: ${child.output}`))]);
  return child;
}

async function refused(env) {
  const child = launch(env);
  const { code } = await child.ended;
  return { code, output: child.output };
}

async function ask(front, body, params = {}, headers = HEADERS, method = 'POST') {
  const url = `${front.url}/?${new URLSearchParams(params)}`;
  const response = await fetch(url, { method, headers, body: method === 'GET' ? undefined : body });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, text: bytes.toString('utf8') };
}

async function run(front, body, params) {
  const reply = await ask(front, body, params);
  assert.equal(reply.status, 200, reply.text);
  return reply.text;
}

describe('settings', () => {
  const good = () => ({
    CLICKHOUSE_PORT: '0', CLICKHOUSE_DATA_DIR: newDirectory(), CLICKHOUSE_PASSWORD_FILE: passwordFile,
  });
  const emptyFile = join(scratch, 'empty');
  writeFileSync(emptyFile, '\n');
  const twoLines = join(scratch, 'two-lines');
  writeFileSync(twoLines, 'hidden-one\nhidden-two\n');
  const bad = [
    ['CLICKHOUSE_PORT', undefined], ['CLICKHOUSE_PORT', '70000'], ['CLICKHOUSE_PORT', '80a'], ['CLICKHOUSE_PORT', '-1'],
    ['CLICKHOUSE_DATA_DIR', undefined], ['CLICKHOUSE_DATA_DIR', passwordFile],
    ['CLICKHOUSE_USER', ''], ['CLICKHOUSE_USER', 'two words'],
    ['CLICKHOUSE_PASSWORD_FILE', undefined], ['CLICKHOUSE_PASSWORD_FILE', join(scratch, 'missing')],
    ['CLICKHOUSE_PASSWORD_FILE', emptyFile], ['CLICKHOUSE_PASSWORD_FILE', twoLines],
    ['CLICKHOUSE_PASSWORD_FILE', scratch],
  ];
  for (const [key, value] of bad) {
    test(`refuses ${key}=${value?.replace(scratch, '') ?? '(missing)'} by one line that names it`, async () => {
      const env = { ...good(), [key]: value };
      if (value === undefined) delete env[key];
      const { code, output } = await refused(env);
      assert.equal(code, 2, output);
      assert.match(output, new RegExp(`^clickhouse-front: ${key}: [^\\n]+\\n$`));
      assert.doesNotMatch(output, /hidden/);
    });
  }
});

describe('a running front', () => {
  let front;
  let dataDir;
  before(async () => {
    dataDir = newDirectory();
    front = await start(dataDir);
    await run(front, 'CREATE DATABASE game');
  });
  after(async () => {
    front.kill('SIGTERM');
    assert.deepEqual(await front.ended, { code: 0, signal: null });
    assert.doesNotMatch(front.output, /p4ss/);
  });

  test('answers a ping without credentials', async () => {
    const response = await fetch(`${front.url}/ping`);
    assert.equal(response.status, 200);
    assert.equal(await response.text(), 'Ok.\n');
  });

  test('listens on loopback only', () => assert.match(front.url, /^http:\/\/127\.0\.0\.1:\d+$/));

  test('takes credentials in three ways and no other', async () => {
    const none = {};
    const byParams = { user: USER, password: PASSWORD };
    assert.equal((await ask(front, 'SELECT 1', {}, HEADERS)).text, '1\n');
    assert.equal((await ask(front, 'SELECT 1', byParams, none)).text, '1\n');
    const missing = await ask(front, 'SELECT 1', {}, none);
    assert.equal(missing.status, 401);
    assert.equal(missing.headers.get('x-clickhouse-exception-code'), '194');
    const wrong = [
      ask(front, 'SELECT 1', { ...byParams, password: 'x' }, none),
      ask(front, 'SELECT 1', { ...byParams, user: 'default' }, none),
      ask(front, 'SELECT 1', { user: USER }, none),
      ask(front, 'SELECT 1', {}, { 'X-ClickHouse-User': USER, 'X-ClickHouse-Key': 'x' }),
      // Headers come first: a right password in the URL doesn't make a wrong one good.
      ask(front, 'SELECT 1', byParams, { 'X-ClickHouse-User': USER }),
    ];
    for (const reply of await Promise.all(wrong)) {
      assert.equal(reply.status, 403);
      assert.equal(reply.headers.get('x-clickhouse-exception-code'), '516');
    }
  });

  test('gives the headers that drivers read', async () => {
    const { headers } = await ask(front, 'SELECT 1 AS x', { default_format: 'JSONCompact', query_id: 'q-1' });
    assert.equal(headers.get('x-clickhouse-format'), 'JSONCompact');
    assert.equal(headers.get('x-clickhouse-query-id'), 'q-1');
    assert.equal(headers.get('x-clickhouse-timezone'), 'UTC');
    assert.ok(headers.get('x-clickhouse-server-display-name'));
    assert.equal(JSON.parse(headers.get('x-clickhouse-summary')).read_rows, '1');
  });

  test('carries binary rows untouched, in and out', async () => {
    const create = 'CREATE TABLE bytes (id UInt64, content String) ENGINE = MergeTree ORDER BY id';
    await run(front, create, { database: 'game' });
    // Every pair of bytes, which includes the empty line that ends inline data in the embedded engine.
    const pairs = Buffer.alloc(2 * 65_536);
    for (let i = 0; i < 65_536; i++) pairs.writeUInt16BE(i, 2 * i);
    const rows = [];
    for (let id = 0n; id < 5_000n; id++) {
      const row = Buffer.alloc(8 + 1 + 100);
      row.writeBigUInt64LE(id);
      row[8] = 100;
      pairs.copy(row, 9, Number(id) * 26, Number(id) * 26 + 100);
      rows.push(row);
    }
    const sent = Buffer.concat(rows);
    const insert = 'INSERT INTO bytes (id, content) FORMAT RowBinary';
    const reply = await ask(front, sent, { database: 'game', query: insert });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(JSON.parse(reply.headers.get('x-clickhouse-summary')).written_rows, '5000');

    const select = 'SELECT id, content FROM game.bytes ORDER BY id';
    const back = await ask(front, select, { default_format: 'RowBinary' });
    assert.ok(back.bytes.equals(sent));

    // The form in which the JDBC driver writes, and the form in which it reads.
    const typed = await ask(front, select, { default_format: 'RowBinaryWithNamesAndTypes' });
    await run(front, 'CREATE TABLE game.copy AS game.bytes');
    await run(front, typed.bytes, { query: 'INSERT INTO game.copy FORMAT RowBinaryWithNamesAndTypes' });
    const copied = await ask(front, 'SELECT id, content FROM game.copy ORDER BY id', { default_format: 'RowBinary' });
    assert.ok(copied.bytes.equals(sent));
  });

  test('never runs data as a command', async () => {
    await run(front, 'CREATE TABLE game.victim (line String) ENGINE = MergeTree ORDER BY line');
    await run(front, 'kept\n\nDROP TABLE game.victim;\n', { query: 'INSERT INTO game.victim FORMAT TSV' });
    await run(front, "INSERT INTO game.victim FORMAT JSONEachRow\n{\"line\":\"a\"}\n\n{\"line\":\"b\"}\n");
    await run(front, "INSERT INTO game.victim VALUES ('x;\n\nDROP TABLE game.victim;'), (upper('y'))");
    const select = "SELECT line FROM game.victim WHERE line != '' ORDER BY line FORMAT JSONCompactEachRow";
    const lines = await run(front, select);
    assert.deepEqual(lines.trim().split('\n').map((line) => JSON.parse(line)[0]), [
      'DROP TABLE game.victim;', 'Y', 'a', 'b', 'kept', 'x;\n\nDROP TABLE game.victim;',
    ]);
  });

  test('binds parameters on the server side', async () => {
    const text = await run(front, 'SELECT {word:String} AS w, {ids:Array(UInt64)} AS i, {n:UInt64} AS n', {
      param_word: "it's; DROP\\tx", param_ids: '[1,18446744073709551615]', param_n: '18446744073709551615',
      default_format: 'TSV',
    });
    assert.equal(text, "it\\'s; DROP\\tx\t[1,18446744073709551615]\t18446744073709551615\n");
    const next = await ask(front, 'SELECT {word:String}');
    assert.equal(next.headers.get('x-clickhouse-exception-code'), '456', 'a parameter must end with its request');
  });

  test('takes an IN list of 50,000 ids', async () => {
    const ids = Array.from({ length: 50_000 }, (_, n) => `'00000000-0000-0000-0000-${String(n).padStart(12, '0')}'`);
    const one = "SELECT toUUID('00000000-0000-0000-0000-000000000007') AS id";
    const select = `SELECT count() FROM (${one}) WHERE id IN (${ids})`;
    assert.equal(await run(front, select), '1\n');
  });

  test('applies settings and the database to one request only', async () => {
    const asked = "SELECT getSetting('max_block_size'), currentDatabase()";
    assert.equal(await run(front, asked, { max_block_size: '77', database: 'game' }), '77\tgame\n');
    await run(front, 'SET max_block_size = 78');
    await run(front, 'USE game');
    assert.equal(await run(front, asked), '65409\tdefault\n');
    const unknown = await ask(front, 'SELECT 1', { no_such_setting: '1' });
    assert.equal(unknown.status, 404);
    assert.equal(unknown.headers.get('x-clickhouse-exception-code'), '115');
    const broken = await ask(front, 'SELECT 1', { max_threads: "1', max_block_size = '2" });
    assert.equal(broken.status, 400);
  });

  test('reports errors as ClickHouse does', async () => {
    const cases = [
      ['SELECT * FROM nowhere', 404, 60], ['SELEC 1', 400, 62], ['', 400, 62], ['SELECT throwIf(1)', 500, 395],
      ['SELECT 1; SELECT 2', 400, 62], ["SELECT 1 INTO OUTFILE 'x'", 501, 48], ['1 + 1', 400, 62],
      ["INSERT INTO game.victim FROM INFILE 'x' FORMAT TSV", 501, 48],
      [Buffer.from("SELECT '\xff'", 'latin1'), 400, 62],
    ];
    for (const [body, status, code] of cases) {
      const reply = await ask(front, body);
      assert.equal(reply.status, status, reply.text);
      assert.equal(reply.headers.get('x-clickhouse-exception-code'), String(code));
      assert.match(reply.text, new RegExp(`^Code: ${code}\\. DB::Exception: [^]+\\(version [\\d.]+\\)\\n$`));
    }
    assert.equal((await ask(front, 'SELECT 1', { decompress: '1' })).status, 501);
    assert.equal((await ask(front, 'SELECT 1', { database: 'nowhere' })).status, 404);
    assert.equal((await ask(front, 'x', {}, HEADERS, 'PUT')).status, 501);
  });

  test('reads only on GET', async () => {
    assert.equal((await ask(front, undefined, { query: 'SELECT 2' }, HEADERS, 'GET')).text, '2\n');
    const reply = await ask(front, undefined, { query: 'CREATE DATABASE other' }, HEADERS, 'GET');
    assert.equal(reply.headers.get('x-clickhouse-exception-code'), '164');
  });

  test('keeps no row of a failed insert, and no file', async () => {
    await run(front, 'CREATE TABLE game.whole (n UInt64) ENGINE = MergeTree ORDER BY n');
    const rows = Array.from({ length: 200_000 }, (_, n) => `{"n":${n}}`).join('\n');
    const reply = await ask(front, `${rows}\n{"n":"bad"}\n`, { query: 'INSERT INTO game.whole FORMAT JSONEachRow' });
    assert.notEqual(reply.status, 200);
    assert.ok(!reply.text.includes(dataDir), 'the caller must not see paths of the machine');
    assert.equal(await run(front, 'SELECT count() FROM game.whole'), '0\n');
    assert.deepEqual(readdirSync(join(dataDir, 'incoming')), []);
  });

  test('writes a batch as one part', async () => {
    await run(front, 'CREATE TABLE game.parts (n UInt64) ENGINE = MergeTree ORDER BY n');
    await run(front, Buffer.alloc(8 * 100_000), { query: 'INSERT INTO game.parts FORMAT RowBinary' });
    const parts = await run(front, "SELECT count(), sum(rows) FROM system.parts WHERE active AND table = 'parts'");
    assert.equal(parts, '1\t100000\n');
  });

  test('refuses a body above 64 MiB, announced or not', async () => {
    const params = { query: 'INSERT INTO game.parts FORMAT RowBinary' };
    const announced = await ask(front, Buffer.alloc(64 * 1024 * 1024 + 1), params);
    assert.equal(announced.status, 413, announced.text);
    assert.equal(await chunkedStatus(front, params, 65), 413);
    assert.equal(await run(front, 'SELECT 1'), '1\n');
  });

  test('runs three queries at a time, lets 64 wait, and refuses the rest', async () => {
    const sleeping = 'SELECT sleep(2)';
    const startedAt = performance.now();
    const running = [1, 2, 3].map(() => ask(front, sleeping));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const burst = await Promise.all(Array.from({ length: 70 }, () => ask(front, 'SELECT 1')));
    const tookMs = performance.now() - startedAt;
    for (const reply of await Promise.all(running)) assert.equal(reply.status, 200);
    assert.ok(tookMs < 5_500, `three sleeps of 2 s and the rest took ${tookMs} ms`);
    const refusals = burst.filter((reply) => reply.status === 503);
    assert.equal(refusals.length, 6);
    assert.equal(refusals[0].headers.get('x-clickhouse-exception-code'), '202');
    assert.equal(burst.filter((reply) => reply.text === '1\n').length, 64);
  });

  test('refuses a directory that another front holds', async () => {
    const { code, output } = await refused({
      CLICKHOUSE_PORT: '0', CLICKHOUSE_DATA_DIR: dataDir, CLICKHOUSE_PASSWORD_FILE: passwordFile,
    });
    assert.equal(code, 2);
    assert.match(output, /CLICKHOUSE_DATA_DIR: .*another process/);
    assert.equal(await run(front, 'SELECT 1'), '1\n');
  });

  test('refuses a port that is taken', async () => {
    const { code, output } = await refused({
      CLICKHOUSE_PORT: new URL(front.url).port,
      CLICKHOUSE_DATA_DIR: newDirectory(),
      CLICKHOUSE_PASSWORD_FILE: passwordFile,
    });
    assert.equal(code, 2);
    assert.match(output, /^clickhouse-front: CLICKHOUSE_PORT: port \d+ is taken/);
  });
});

describe('start and stop', () => {
  test('keeps acknowledged rows over kill -9', async () => {
    const dataDir = newDirectory();
    const first = await start(dataDir);
    await run(first, 'CREATE DATABASE game');
    await run(first, `CREATE TABLE game.events (id UInt64, at DateTime, version UInt64)
      ENGINE = ReplacingMergeTree(version) PARTITION BY toYYYYMM(at) ORDER BY id TTL at + INTERVAL 2 YEAR`);
    for (let version = 1; version <= 20; version++) {
      await run(first, `SELECT number, now(), ${version} FROM numbers(1)`); // an ordinary read in between
      await run(first, `INSERT INTO game.events SELECT number, now(), ${version} FROM numbers(1000)`);
    }
    first.kill('SIGKILL');
    await first.ended;
    mkdirSync(join(dataDir, 'incoming'), { recursive: true });
    writeFileSync(join(dataDir, 'incoming', '0.data'), 'left behind');

    const second = await start(dataDir);
    assert.equal(await run(second, 'SELECT count(), min(version) FROM game.events FINAL'), '1000\t20\n');
    await run(second, 'INSERT INTO game.events VALUES (1, now(), 21)');
    second.kill('SIGTERM');
    assert.equal((await second.ended).code, 0);
  });

  for (const signal of ['SIGTERM', 'SIGINT']) {
    test(`${signal} lets the running query finish`, async () => {
      const front = await start(newDirectory());
      const running = ask(front, "SELECT sleep(1), 'done'");
      await new Promise((resolve) => setTimeout(resolve, 300));
      front.kill(signal);
      assert.equal((await running).text, '0\tdone\n');
      assert.deepEqual(await front.ended, { code: 0, signal: null });
    });
  }
});

/** Sends a body without Content-Length. */
function chunkedStatus(front, params, mebibytes) {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${front.url}/?${new URLSearchParams(params)}`, { method: 'POST', headers: HEADERS });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
    for (let i = 0; i < mebibytes; i++) request.write(Buffer.alloc(1024 * 1024));
    request.end();
  });
}
