package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.LedgerKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What is found of one player: the first so many are kept, all are counted. Not thread-safe. */
final class PlayerFindings {
  private final long playerId;
  private final List<Finding> findings = new ArrayList<>();
  private long count;

  PlayerFindings(long playerId) {
    this.playerId = playerId;
  }

  /** Of the player as a whole. */
  void find(Fault fault, String sentence) {
    find(fault, Long.toString(playerId), sentence);
  }

  void find(Fault fault, LedgerKey key, String sentence) {
    find(fault, key.toString(), sentence);
  }

  /** Of an item or a withdrawal of the player. */
  void find(Fault fault, UUID id, String sentence) {
    find(fault, playerId + "/" + id, sentence);
  }

  /** Entries of the player's ledger that should be there. */
  void missing(long from, long to) {
    find(
        Fault.ENTRY_MISSING,
        from == to
            ? "entry " + from + " is missing"
            : "entries " + from + " to " + to + " are missing");
  }

  private void find(Fault fault, String key, String sentence) {
    count++;
    if (findings.size() < AuditTally.FINDINGS_MAX) {
      findings.add(new Finding(fault, playerId, key, sentence));
    }
  }

  /** The first of them. */
  List<Finding> kept() {
    return Collections.unmodifiableList(findings);
  }

  long count() {
    return count;
  }
}
