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

  /**
   * The transaction that a key of the operator's names in a player's ledger: an administrator's
   * idempotency key, or what a process acts upon. Apart from the player's own keys, which would
   * otherwise stand in its way.
   */
  public static UUID ofAdminKey(long playerId, String idempotencyKey) {
    return Digests.uuid("admin-transaction:" + playerId + ":" + idempotencyKey);
  }

  /** The transaction of a batch's command, by its place in it. */
  public static UUID inBatch(UUID batchId, int place) {
    return Digests.uuid("batch:" + batchId + ":" + place);
  }

  /** The one transaction that can reverse a transaction. */
  static UUID ofReversal(UUID targetTransactionId) {
    return Digests.uuid("reversal:" + targetTransactionId);
  }

  /**
   * The import that stands at this place in a player's ledger. So whoever knows the last one knows
   * that all before it are imports too.
   */
  static UUID ofImport(long playerId, long sequence) {
    return Digests.uuid("import:" + playerId + ":" + sequence);
  }

  /** The item that a draw of a transaction makes. */
  static UUID ofItem(UUID transactionId, int draw) {
    return Digests.uuid("item:" + transactionId + ":" + draw);
  }
}
