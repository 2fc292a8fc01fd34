package com.rollingdrop.compute.audit;

/** What can be wrong with the books. {@code docs/runbooks/audit-finding.md} says what to do. */
public enum Fault {
  /** A sequence of the ledger has no entry. */
  ENTRY_MISSING,
  /** An entry that the wallet and the entries around it know nothing of. */
  ENTRY_EXTRA,
  /** The balances before and the amount do not give the balances after. */
  ENTRY_WRONG,
  /** The entry is not what was hashed when it was written, or does not follow the one before. */
  CHAIN_BROKEN,
  /** Something belongs to a player who has no wallet. */
  WALLET_MISSING,
  /** The wallet is not what its last ledger entry says. */
  WALLET_WRONG,
  /** What is held is not what the open withdrawals add up to. */
  HOLD_WRONG,
  /** An item came in by the ledger and did not go out, and is not in play. */
  ITEM_MISSING,
  /** An item is in play and did not come in by the ledger, or went out. */
  ITEM_UNEXPLAINED,
  /** An entry brings an item that is there, or takes one that is not. */
  ITEM_MOVE_WRONG,
  /** An item is for sale and by the ledger is not, or the other way round. */
  LISTING_WRONG,
  /** A transaction between two players is not, or not like this, in the ledger of the other. */
  COUNTERPART_WRONG,
  /** An item is in play with more than one owner. */
  ITEM_OWNED_TWICE,
  /** A limited box has not sold what the ledgers say, or its stock is not what is left and sold. */
  STOCK_WRONG,
  /** The accounts of all ledgers together do not agree with what is in the grid. */
  ACCOUNTS_WRONG
}
