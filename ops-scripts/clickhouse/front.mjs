/**
 * The HTTP front of the real ClickHouse engine, for a system that brings its own. Run: `node front.mjs`, with
 *
 *   CLICKHOUSE_PORT           the port on 127.0.0.1 (0: any free one)
 *   CLICKHOUSE_DATA_DIR       the directory that keeps the data; one process per directory
 *   CLICKHOUSE_USER           the one user's name, by default `rollingdrop`
 *   CLICKHOUSE_PASSWORD_FILE  a file that holds that user's password
 *
 * That user may do all the engine can, files of this process's own account included: who may read its password file
 * may do what this process may do. It is not for a network; that is why it listens on loopback only.
 *
 * Exit codes: 0 after SIGTERM or SIGINT, 2 on a bad setting, 1 otherwise.
 */
import { createServer } from 'node:http';
import { BodyReader } from './body.mjs';
import { Credentials } from './credentials.mjs';
import { Gate } from './gate.mjs';
import { Handler } from './handler.mjs';
import {
  CONNECTIONS_MAX, HEADER_BYTES_MAX, HEADERS_READ_MS_MAX, KEEP_ALIVE_MS, REQUEST_READ_MS_MAX, RUNNING_QUERIES_MAX,
  STOP_MS_MAX, WAITING_QUERIES_MAX,
} from './limits.mjs';
import { readSettings, SettingError } from './settings.mjs';

const LOOPBACK = '127.0.0.1';

async function openEngine(dataDir) {
  // Loaded only now, so that a bad setting is named in milliseconds, and a missing package by one clear line.
  const { Engine } = await import('./engine.mjs').catch((e) => {
    throw new Error(`the engine can't be loaded (${e.code ?? e.name}): run 'npm ci' in ops-scripts/clickhouse`);
  });
  try {
    return await Engine.open(dataDir);
  } catch (e) {
    const reason = `the engine can't open '${dataDir}'; does another process use it? (${e.message})`;
    throw new SettingError('CLICKHOUSE_DATA_DIR', reason.replaceAll('\n', ' '));
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (e) => {
      const what = e.code === 'EADDRINUSE' ? 'is taken' : `can't be listened on (${e.code})`;
      reject(new SettingError('CLICKHOUSE_PORT', `port ${port} ${what} on ${LOOPBACK}`));
    });
    server.listen(port, LOOPBACK, () => resolve(server.address().port));
  });
}

function stopOnSignal(server, gate, engine) {
  let stopping = false;
  const stop = async (signal) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      console.error(`clickhouse-front: a query still runs after ${STOP_MS_MAX} ms, stopping without it`);
      process.exit(1);
    }, STOP_MS_MAX).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    await gate.close();
    // The last replies are written before idle connections go; the rest ends with the process.
    await Promise.race([closed, closeConnections(server)]);
    await engine.close();
    console.log(`clickhouse-front: stopped (${signal})`);
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function closeConnections(server) {
  const LAST_REPLY_MS = 500;
  server.closeIdleConnections();
  await new Promise((resolve) => setTimeout(resolve, LAST_REPLY_MS));
  server.closeAllConnections();
}

async function main() {
  const settings = readSettings(process.env);
  const engine = await openEngine(settings.dataDir);
  const gate = new Gate(RUNNING_QUERIES_MAX, WAITING_QUERIES_MAX);
  const credentials = new Credentials(settings.user, settings.password);
  const handler = new Handler({ engine, credentials, gate, bodies: new BodyReader() });
  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      requestTimeout: REQUEST_READ_MS_MAX,
      headersTimeout: HEADERS_READ_MS_MAX,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => handler.handle(request, response),
  );
  server.maxConnections = CONNECTIONS_MAX;
  stopOnSignal(server, gate, engine);
  const port = await listen(server, settings.port);
  const about = `engine ${engine.version}, user ${settings.user}`;
  console.log(`clickhouse-front: ready at http://${LOOPBACK}:${port} (${about})`);
}

main().catch((e) => {
  console.error(`clickhouse-front: ${e.message}`);
  process.exit(e instanceof SettingError ? 2 : 1);
});
