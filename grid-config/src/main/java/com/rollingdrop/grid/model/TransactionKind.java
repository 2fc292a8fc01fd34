package com.rollingdrop.grid.model;

/** What a ledger entry records. */
public enum TransactionKind {
  /** Money added to the wallet from outside. */
  DEPOSIT,
  /** One or more draws of a box, paid from the wallet. */
  BOX_OPENING,
  /** Money set aside to be paid out. */
  WITHDRAWAL_HOLD,
  /** Held money that was paid out. */
  WITHDRAWAL_SETTLEMENT,
  /** Held money that went back to the wallet. */
  WITHDRAWAL_VOID,
  /** An item sold to the house for its value. */
  REDEMPTION,
  /** An item given to another player. */
  TRANSFER_OUT,
  /** An item that another player gave. */
  TRANSFER_IN,
  /** An item put up for sale. */
  LISTING,
  /** An item no longer for sale, and not sold. */
  DELISTING,
  /** An item bought from another player. */
  PURCHASE,
  /** An item sold to another player, for the price less the fee. */
  SALE,
  /** A trade offered to another player. */
  TRADE_OFFER,
  /** A trade carried out, on either side. */
  TRADE,
  /** An offer to trade that ended without a trade. */
  TRADE_END,
  /** An earlier transaction undone by an administrator. */
  REVERSAL,
  /** Several transactions of a player, all of them or none; it follows them. */
  BATCH,
  /** Promotional money given to the player. */
  PROMOTION,
  /** A limit that the player set, lowered, raised or removed. */
  LIMIT_CHANGE,
  /** A cool-off or self-exclusion that the player began or prolonged. */
  PAUSE,
  /** Money and items that the player brings along from another system, or no longer has there. */
  IMPORT,
  /** The operator's stop on the player's withdrawals. */
  FREEZE,
  /** The end of a stop on the player's withdrawals. */
  RELEASE
}
