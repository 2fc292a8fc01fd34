package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import java.util.UUID;

/** Ids of transactions and items, derived and never drawn, so that a repetition finds them. */
public final class TransactionIds {
  private TransactionIds() {}

  /** The transaction that a player's idempotency key names. */
  public static UUID ofKey(long playerId, String idempotencyKey) {
    return Digests.uuid("transaction:" + playerId + ":" + idempotencyKey);
  }

  /** The one transaction that can reverse a transaction. */
  static UUID ofReversal(UUID targetTransactionId) {
    return Digests.uuid("reversal:" + targetTransactionId);
  }

  /** The item that a draw of a transaction makes. */
  static UUID ofItem(UUID transactionId, int draw) {
    return Digests.uuid("item:" + transactionId + ":" + draw);
  }
}
