import { randomInt } from 'node:crypto';

/** The ticket of one draw: a whole number from 0 to below the box's total. */
export function drawTicket(totalTickets) {
  return randomInt(totalTickets);
}

/**
 * The item whose range holds a ticket.
 *
 * @param items ordered by `uptoTicket`, the ticket below which an item's range ends
 */
export function itemOf(items, ticket) {
  return items.find((item) => ticket < item.uptoTicket);
}
