import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from './statement.mjs';

/** What the engine is told, and what goes into the file. */
function split(text) {
  const bytes = Buffer.from(text, 'latin1');
  const plan = describe(bytes);
  if (plan.kind !== 'insert') return plan;
  return {
    head: bytes.toString('latin1', 0, plan.infileAt).trim(),
    tail: bytes.toString('latin1', plan.infileAt, plan.headEnd).trim(),
    format: plan.format,
    data: bytes.toString('latin1', plan.dataStart),
  };
}

test('data begins after the format name and one line end', () => {
  assert.deepEqual(split('INSERT INTO t (a, b) FORMAT RowBinary\n\n\x00;\xff'), {
    head: 'INSERT INTO t (a, b)', tail: '', format: 'RowBinary', data: '\n\x00;\xff',
  });
  assert.equal(split('insert into t format CSV \r\n1,2').data, '1,2');
  assert.equal(split('insert into t format JSONEachRow {"a":1}').data, '{"a":1}');
});

test('values are data as well', () => {
  assert.deepEqual(split("INSERT INTO db.t VALUES ('a;b'), (2)"), {
    head: 'INSERT INTO db.t', tail: '', format: 'Values', data: " ('a;b'), (2)",
  });
});

test('settings stay behind the place of the file', () => {
  const parts = split("INSERT INTO t (a) SETTINGS async_insert = 0, x = 'FORMAT' FORMAT TSV\n1");
  assert.equal(parts.head, 'INSERT INTO t (a)');
  assert.equal(parts.tail, "SETTINGS async_insert = 0, x = 'FORMAT'");
  assert.equal(parts.format, 'TSV');
});

test('keywords in names, strings and comments are no keywords', () => {
  assert.equal(split('INSERT INTO values VALUES (1)').head, 'INSERT INTO values');
  const quoted = 'INSERT INTO `a FORMAT b`.format (`VALUES`)';
  assert.equal(split(`${quoted} VALUES (1)`).head, quoted);
  assert.equal(split('/* FORMAT x */ INSERT -- VALUES\nINTO t VALUES (1)').format, 'Values');
  assert.equal(split('INSERT INTO FUNCTION null($$a FORMAT $$) VALUES (1)').format, 'Values');
});

test('statements without data are left alone', () => {
  const inserts = ['INSERT INTO t SELECT 1', 'INSERT INTO t (SELECT 1)'];
  for (const text of ['SELECT 1', ...inserts, 'SELECT 1;', "SELECT ';', 1 ; -- x"]) {
    assert.equal(split(text).kind, 'plain', text);
  }
  assert.equal(split(' -- nothing\n').kind, 'empty');
});

test('the output format is found', () => {
  assert.equal(split('SELECT format FROM t FORMAT JSONEachRow').format, 'JSONEachRow');
  assert.equal(split('SELECT (SELECT 1 FORMAT x)').format, undefined);
  assert.equal(split('SELECT 1 FORMAT JSON SETTINGS max_threads = 1;').format, 'JSON');
});

test('a second statement is refused', () => {
  const dropping = ['INSERT INTO t SELECT 1; DROP TABLE t', 'INSERT INTO t; DROP TABLE t', '; DROP TABLE t'];
  for (const text of ['SELECT 1; SELECT 2', ...dropping]) {
    assert.throws(() => split(text), /multi-statements/, text);
  }
});

test('files of the machine and data in a SELECT are refused', () => {
  assert.throws(() => split("SELECT 1 INTO OUTFILE 'x'"), /OUTFILE/);
  assert.throws(() => split("INSERT INTO t SELECT * FROM input('n Int8') FORMAT CSV 1"), /input/);
  assert.throws(() => split("INSERT INTO t FROM INFILE 'x' FORMAT CSV"), /INFILE/);
});

test('a broken statement ends the scan without an error of its own', () => {
  const open = ["SELECT 'open", 'SELECT /* open', 'SELECT ((', 'SELECT $a$ open'];
  for (const text of [...open, 'SELECT )', 'INSERT', 'INSERT INTO t']) {
    assert.equal(split(text).kind, 'plain', text);
  }
});

test('a long statement is scanned in linear time, and a longer one is refused', () => {
  const long = `SELECT '${"it''s \\' ".repeat(400_000)}'`;
  const startedAt = performance.now();
  assert.equal(split(long).kind, 'plain');
  assert.ok(performance.now() - startedAt < 2_000);
  assert.throws(() => split(`SELECT '${"''".repeat(3_000_000)}'`), /longer than/);
  assert.equal(split(`INSERT INTO t VALUES ${"('''')".repeat(3_000_000)}`).format, 'Values');
});
