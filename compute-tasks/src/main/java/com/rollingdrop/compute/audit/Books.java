package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a player has by the entries so far. Not thread-safe. */
final class Books {
  private final Set<UUID> items = new HashSet<>();
  private final Set<UUID> listed = new HashSet<>();
  private final Map<UUID, Long> holds = new HashMap<>();
  private long sequence;
  private long availableMinor;
  private long heldMinor;
  private long promoMinor;
  private byte[] hash = new byte[32];

  /** Goes on from what an entry says, be it right or wrong. */
  void follow(LedgerKey key, LedgerEntry entry, PlayerFindings findings) {
    moveItems(key, entry, findings);
    moveListings(entry);
    moveHolds(key, entry);
    sequence = entry.sequence();
    availableMinor = entry.balanceAfterMinor();
    heldMinor = entry.heldAfterMinor();
    promoMinor = entry.promoAfterMinor();
    hash = entry.hash();
  }

  private void moveItems(LedgerKey key, LedgerEntry entry, PlayerFindings findings) {
    for (UUID item : entry.itemsOut()) {
      if (!items.remove(item)) {
        findings.find(
            Fault.ITEM_MOVE_WRONG, key, "the entry takes item " + item + ", which was not there");
      }
      listed.remove(item);
    }
    for (UUID item : entry.itemsIn()) {
      if (!items.add(item)) {
        findings.find(
            Fault.ITEM_MOVE_WRONG, key, "the entry brings item " + item + ", which was there");
      }
    }
  }

  private void moveListings(LedgerEntry entry) {
    if (entry.kind() == TransactionKind.LISTING) {
      listed.add(entry.referenceId());
    } else if (entry.kind() == TransactionKind.DELISTING) {
      listed.remove(entry.referenceId());
    }
  }

  /** Only to name a hold when the sum is wrong. */
  private void moveHolds(LedgerKey key, LedgerEntry entry) {
    UUID reference = entry.referenceId();
    if (entry.heldDeltaMinor() > 0) {
      holds.put(key.transactionId(), entry.heldDeltaMinor());
    } else if (entry.heldDeltaMinor() < 0 && reference != null) {
      holds.remove(reference);
    }
  }

  /** Ids of the items in play. */
  Set<UUID> items() {
    return items;
  }

  /** Those of them that are for sale. */
  Set<UUID> listed() {
    return listed;
  }

  /** What each open withdrawal holds, minor units, by its transaction. */
  Map<UUID, Long> holds() {
    return holds;
  }

  long sequence() {
    return sequence;
  }

  long availableMinor() {
    return availableMinor;
  }

  long heldMinor() {
    return heldMinor;
  }

  long promoMinor() {
    return promoMinor;
  }

  /** Of the last entry; not to be written to. */
  byte[] hash() {
    return hash;
  }
}
