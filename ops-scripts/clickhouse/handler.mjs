import { randomUUID } from 'node:crypto';
import { codeOf, notImplemented, statusOf, textOf, unsupportedMethod } from './errors.mjs';

/** Parameters that steer the HTTP interface itself, and aren't settings of the engine. */
const OWN_PARAMETERS = new Set([
  'query', 'database', 'default_format', 'user', 'password', 'query_id', 'quota_key', 'role', 'stacktrace',
  'compress', 'decompress', 'buffer_size', 'wait_end_of_query', 'client_protocol_version', 'close_session',
  'session_check', 'session_id', 'session_timeout',
  // These are settings of the engine, but speak about its own HTTP server.
  'enable_http_compression', 'http_zlib_compression_level', 'send_progress_in_http_headers',
  'http_headers_progress_interval_ms', 'http_write_exception_in_output_format', 'add_http_cors_header',
]);
const QUERY_ID_PATTERN = /^[\x21-\x7e]{1,128}$/;
const SERVER_NAME = 'rollingdrop';
const BASE = 'http://localhost';

/** Answers ClickHouse's HTTP interface: as much of it as `clickhouse-jdbc`, client-v2 and curl use. */
export class Handler {
  #engine;
  #credentials;
  #gate;
  #bodies;

  constructor({ engine, credentials, gate, bodies }) {
    this.#engine = engine;
    this.#credentials = credentials;
    this.#gate = gate;
    this.#bodies = bodies;
  }

  /** Never rejects: what goes wrong becomes the reply. */
  async handle(request, response) {
    try {
      await this.#route(request, response);
    } catch (e) {
      this.#sendError(request, response, e);
    }
  }

  async #route(request, response) {
    const url = new URL(request.url, BASE);
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (url.pathname === '/ping' && reading) return this.#answerPing(response);
    if (url.pathname === '/replicas_status' && reading) return sendText(response, 200, 'Ok.\n');
    if (url.pathname !== '/') return sendText(response, 404, 'There is no such path.\n');
    if (!reading && request.method !== 'POST') throw unsupportedMethod(`Method ${request.method} is not supported.`);
    if (reading && !url.searchParams.has('query')) return sendText(response, 200, 'Ok.\n');
    return this.#answerQuery(request, response, url.searchParams, reading);
  }

  async #answerPing(response) {
    const answers = await this.#engine.ping();
    sendText(response, answers ? 200 : 503, answers ? 'Ok.\n' : 'The engine does not answer.\n');
  }

  async #answerQuery(request, response, params, readOnly) {
    this.#credentials.check(request.headers, params);
    refuseUnsupported(request.headers, params);
    const context = contextOf(request.headers, params, readOnly);
    const result = await this.#bodies.withBody(request, (body) =>
      this.#gate.run(() => this.#engine.run(statementOf(params, body), context)));
    response.writeHead(200, {
      ...this.#commonHeaders(params),
      'Content-Type': contentTypeOf(result.format),
      'Content-Length': result.bytes.length,
      'X-ClickHouse-Summary': summaryOf(result),
      ...(result.format && { 'X-ClickHouse-Format': result.format }),
    });
    response.end(request.method === 'HEAD' ? undefined : result.bytes);
  }

  #commonHeaders(params) {
    const queryId = params?.get('query_id') ?? '';
    return {
      'X-ClickHouse-Server-Display-Name': SERVER_NAME,
      'X-ClickHouse-Query-Id': QUERY_ID_PATTERN.test(queryId) ? queryId : randomUUID(),
      'X-ClickHouse-Timezone': this.#engine.timezone,
    };
  }

  #sendError(request, response, error) {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const code = codeOf(error);
    const status = statusOf(code);
    const text = `${textOf(error)} (version ${this.#engine.version})\n`;
    response.writeHead(status, {
      ...this.#commonHeaders(paramsOf(request)),
      'Content-Type': 'text/plain; charset=UTF-8',
      'X-ClickHouse-Exception-Code': code,
      ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="ClickHouse server HTTP API"' }),
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
    // What is left of the body is read and dropped (bounded by the time a request may take): a client that still
    // sends it when the connection closes would never see the reply.
    request.resume();
  }
}

function paramsOf(request) {
  return URL.canParse(request.url, BASE) ? new URL(request.url, BASE).searchParams : undefined;
}

/** As on a server: the `query` parameter, a line end, the body; or the body alone. */
function statementOf(params, body) {
  const query = params.get('query');
  return query ? Buffer.concat([Buffer.from(`${query}\n`, 'utf8'), body]) : body;
}

function contextOf(headers, params, readOnly) {
  const settings = new Map();
  const parameters = new Map();
  for (const [name, value] of params) {
    if (name.startsWith('param_')) parameters.set(name.slice('param_'.length), value);
    else if (!OWN_PARAMETERS.has(name)) settings.set(name, value);
  }
  const database = params.get('database') || headers['x-clickhouse-database'];
  const format = params.get('default_format') || headers['x-clickhouse-format'] || 'TabSeparated';
  return { database, format, settings, parameters, readOnly };
}

/** Refuses what would change the meaning of a request if it were ignored. */
function refuseUnsupported(headers, params) {
  if (params.get('compress') === '1' || params.get('decompress') === '1') {
    throw notImplemented("ClickHouse's own compression is not supported here: set compress=0 and decompress=0.");
  }
  if (params.has('session_id')) throw notImplemented('HTTP sessions are not supported here.');
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw notImplemented(`Content-Encoding '${encoding}' is not supported here.`);
  }
  if (/^multipart\//i.test(headers['content-type'] ?? '')) {
    throw notImplemented('Multipart bodies are not supported here.');
  }
}

function contentTypeOf(format) {
  if (format === undefined) return 'text/plain; charset=UTF-8';
  if (/^JSON\w*EachRow/.test(format)) return 'application/x-ndjson; charset=UTF-8';
  if (format.startsWith('JSON')) return 'application/json; charset=UTF-8';
  if (/^(TSV|TabSeparated)/.test(format)) return 'text/tab-separated-values; charset=UTF-8';
  if (format.startsWith('CSV')) return 'text/csv; charset=UTF-8';
  return /^(RowBinary|Native|Parquet|Arrow|ORC|Avro|Protobuf|MsgPack)/.test(format)
    ? 'application/octet-stream'
    : 'text/plain; charset=UTF-8';
}

/** Numbers are strings here, as on a server: they may exceed what JSON readers hold. */
function summaryOf({ bytes, readRows, readBytes, writtenRows }) {
  return JSON.stringify({
    read_rows: String(readRows),
    read_bytes: String(readBytes),
    written_rows: String(writtenRows),
    written_bytes: writtenRows > 0 ? String(readBytes) : '0',
    total_rows_to_read: '0',
    result_rows: String(writtenRows),
    result_bytes: String(bytes.length),
  });
}

function sendText(response, status, text) {
  const headers = { 'Content-Type': 'text/plain; charset=UTF-8', 'Content-Length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
