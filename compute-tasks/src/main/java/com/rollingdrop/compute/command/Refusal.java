package com.rollingdrop.compute.command;

/**
 * Why a command was refused. A refusal changes nothing and does not use up the idempotency key. The
 * names are stable: they go to clients.
 */
public enum Refusal {
  /** The wallet holds less than the command costs. */
  INSUFFICIENT_FUNDS,
  /** The wallet would hold more than a wallet may. */
  BALANCE_LIMIT_EXCEEDED,
  /** No such withdrawal waits for its end. */
  WITHDRAWAL_NOT_OPEN,
  /** The player has no such item. */
  ITEM_NOT_FOUND,
  /** The item is the player's, but not free. */
  ITEM_NOT_AVAILABLE,
  /** The other player does not exist. */
  RECIPIENT_NOT_FOUND,
  /** The other player cannot be the other. */
  RECIPIENT_NOT_ALLOWED,
  /** The item is not for sale. */
  LISTING_NOT_FOUND,
  /** The item is for sale at another price. */
  LISTING_PRICE_CHANGED,
  /** Nobody buys from themselves. */
  LISTING_OWN,
  /** No such trade waits for this player's answer. */
  TRADE_NOT_OPEN,
  /** Something that the trade is about is gone or not free by now. */
  TRADE_STALE,
  /** The player has no such transaction. */
  TRANSACTION_NOT_FOUND,
  /** The transaction is so old that the grid holds it no more. */
  TRANSACTION_CLOSED,
  /** Transactions of this kind are not reversed, or not from this side. */
  NOT_REVERSIBLE,
  /** A transaction is reversed once. */
  REVERSED_ALREADY,
  /** What would have to be given back is gone or not free. */
  REVERSAL_NOT_POSSIBLE,
  /** The transaction was not with this player. */
  COUNTERPARTY_MISMATCH,
  /** A command of the batch was refused, and so all of them; the detail names it and its reason. */
  BATCH_REFUSED,
  /** No such box. */
  BOX_NOT_FOUND,
  /** The box has a stock, and less is left of it than the opening asks for. */
  BOX_SOLD_OUT,
  /** It would exceed a limit that the player has set; the detail says which, and until when. */
  LIMIT_REACHED,
  /** The player has a cool-off; the detail says until when. */
  PLAYER_PAUSED,
  /** The player has a self-exclusion; the detail says until when. */
  PLAYER_EXCLUDED,
  /** The other player cannot take part now; why is nobody else's business. */
  COUNTERPARTY_UNAVAILABLE,
  /** A pause only ever ends later than it would have. */
  PAUSE_CANNOT_BE_SHORTENED,
  /** The idempotency key belongs to a request so old that its reply is not at hand any more. */
  IDEMPOTENCY_KEY_CLOSED,
  /** The player has transactions here that were not imported. */
  PLAYER_HAS_PLAYED,
  /** The player's ledger is not as long as the importer believes. */
  IMPORT_STALE,
  /** The operator has stopped the player's withdrawals. */
  WITHDRAWALS_FROZEN,
  /** The player's withdrawals are not frozen, or by another freeze than the one named. */
  FREEZE_NOT_FOUND,
  /** The idempotency key belongs to another request. */
  IDEMPOTENCY_KEY_REUSED
}
