/**
 * A monolith as many run it: one Node.js process, Express, a pool of Postgres connections, one transaction per opening.
 * Run by benchmarks/compare, with MONOLITH_PORT, MONOLITH_POOL and PGPORT. Ends with its standard input.
 */
import express from 'express';
import pg from 'pg';
import { loadBoxes, openBox, Refused } from './openings.mjs';

const pool = new pg.Pool({
  host: '127.0.0.1',
  port: Number(process.env.PGPORT),
  user: 'postgres',
  database: 'postgres',
  max: Number(process.env.MONOLITH_POOL),
});
const boxes = await loadBoxes(pool);

const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(express.json());
app.post('/transactions/open-box', async (request, response) => {
  const { playerId, boxId } = request.body;
  try {
    response.json(await openBox(pool, boxes, { playerId, key: request.get('Idempotency-Key'), boxId }));
  } catch (e) {
    response.status(e instanceof Refused ? 422 : 500).json({ error: e.message });
  }
});

const server = app.listen(Number(process.env.MONOLITH_PORT), '127.0.0.1', () => console.log('monolith serves'));
server.keepAliveTimeout = 60_000;
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
