import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawTicket, itemOf } from './draw.mjs';

const ITEMS = [
  { definitionId: 'copper', uptoTicket: 7 },
  { definitionId: 'silver', uptoTicket: 9 },
  { definitionId: 'dragon', uptoTicket: 10 },
];

test('each ticket belongs to the item whose range holds it', () => {
  const drawn = Array.from({ length: 10 }, (_, ticket) => itemOf(ITEMS, ticket).definitionId);
  assert.deepEqual(drawn, [...Array(7).fill('copper'), 'silver', 'silver', 'dragon']);
});

test('a ticket is a whole number below the total', () => {
  for (let i = 0; i < 1000; i++) {
    const ticket = drawTicket(10);
    assert.ok(Number.isInteger(ticket) && ticket >= 0 && ticket < 10);
  }
});
