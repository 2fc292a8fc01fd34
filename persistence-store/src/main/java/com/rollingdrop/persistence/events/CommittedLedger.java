package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.LedgerEntry;
import java.util.List;
import org.apache.ignite.binary.BinaryObject;

/**
 * Tells entries that the grid holds from entries that only its WAL holds.
 *
 * <p>Why it is needed: a node that is killed between writing a transaction's changes and writing
 * that it is committed leaves the changes in the WAL. Recovery leaves them out ({@code
 * IgniteTxManager.uncommitedTx}); change data capture does not look at the transactions' records
 * and hands them on. Without this check Kafka would tell of openings that never happened (seen: one
 * batch in nearly every kill under load).
 */
interface CommittedLedger extends AutoCloseable {

  /** An entry as the WAL has it. */
  record Change(BinaryObject key, LedgerEntry entry) {
    /** For people: which entry it is. */
    String name() {
      return key.field("playerId") + "/" + key.field("transactionId");
    }
  }

  /**
   * The changes that the grid's ledger holds, in their order. Waits while the grid can't be asked,
   * and while a transaction may still be on its way.
   *
   * @throws StoppedException when a stop is asked for meanwhile
   */
  List<Change> committed(List<Change> changes);

  @Override
  void close();
}
