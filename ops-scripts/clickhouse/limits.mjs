/**
 * Every bound of the front in one place. They suit an embedded engine that shares a small machine with the rest of
 * the system; a production system uses a real ClickHouse server and none of this.
 */
const MEBIBYTE = 1024 * 1024;

export const REQUEST_BODY_BYTES_MAX = 64 * MEBIBYTE;
/** All bodies in memory together: without it, the queue times the largest body would be several gigabytes. */
export const BUFFERED_BYTES_MAX = 160 * MEBIBYTE;
/** A query in the URL counts as a header; ClickHouse's own bound for it is 1 MiB as well. */
export const HEADER_BYTES_MAX = MEBIBYTE;

/** The text of one statement, without the data of an INSERT: room for an IN list of 100,000 ids. */
export const STATEMENT_BYTES_MAX = 4 * MEBIBYTE;

/** Each running query holds one of libuv's four threads; the fourth is left for files. */
export const RUNNING_QUERIES_MAX = 3;
export const WAITING_QUERIES_MAX = 64;
export const CONNECTIONS_MAX = 256;

export const REQUEST_READ_MS_MAX = 60_000;
export const HEADERS_READ_MS_MAX = 10_000;
export const KEEP_ALIVE_MS = 30_000;
/** A query can't be interrupted from outside, so stopping waits at most this long for it. */
export const STOP_MS_MAX = 30_000;

/** Handed to the engine with each connection; a request may lower or raise the per-query ones for itself. */
export const ENGINE_ARGUMENTS = Object.freeze([
  `--max_server_memory_usage=${1024 * MEBIBYTE}`,
  `--max_memory_usage=${512 * MEBIBYTE}`,
  // The whole result is in memory before its first byte is sent.
  `--max_result_bytes=${256 * MEBIBYTE}`,
  '--max_execution_time=120',
  '--max_threads=2',
  `--max_query_size=${STATEMENT_BYTES_MAX}`,
  // The engine's defaults are 5 GiB each.
  `--mark_cache_size=${32 * MEBIBYTE}`,
  `--primary_index_cache_size=${32 * MEBIBYTE}`,
  `--index_mark_cache_size=${16 * MEBIBYTE}`,
  // The embedded engine takes `1 + 1` for `SELECT 1 + 1`; a server refuses it.
  '--implicit_select=0',
  // A DateTime written as text must mean the same instant on every machine.
  '--timezone=UTC',
  '--session_timezone=UTC',
]);
