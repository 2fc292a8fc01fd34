package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a player has by the entries so far. Where the ledger has a start, the items from before it
 * are known by their number and digest only. Not thread-safe.
 */
final class Books {
  private final @Nullable LedgerStart start;
  private final Set<UUID> items = new HashSet<>();
  private final Set<UUID> takenFromBefore = new HashSet<>();
  private final Set<UUID> listed = new HashSet<>();
  private final Map<UUID, Long> holds = new HashMap<>();
  private long sequence;
  private long availableMinor;
  private long heldMinor;
  private long promoMinor;
  private long firstAtMs = Long.MAX_VALUE;
  private long lastAtMs = Long.MIN_VALUE;
  private byte[] hash = new byte[32];

  /**
   * @param start what was closed before the first entry; null when nothing was
   */
  Books(@Nullable LedgerStart start) {
    this.start = start;
    if (start != null) {
      sequence = start.sequence();
      availableMinor = start.availableMinor();
      heldMinor = start.heldMinor();
      promoMinor = start.promoMinor();
      firstAtMs = start.firstAtMs();
      lastAtMs = start.lastAtMs();
      hash = start.hash();
    }
  }

  /** Goes on from what an entry says, be it right or wrong. */
  void follow(LedgerKey key, LedgerEntry entry, PlayerFindings findings) {
    moveItems(key, entry, findings);
    moveListings(entry);
    moveHolds(key, entry);
    sequence = entry.sequence();
    availableMinor = entry.balanceAfterMinor();
    heldMinor = entry.heldAfterMinor();
    promoMinor = entry.promoAfterMinor();
    firstAtMs = Math.min(firstAtMs, entry.createdAtMs());
    lastAtMs = Math.max(lastAtMs, entry.createdAtMs());
    hash = entry.hash();
  }

  private void moveItems(LedgerKey key, LedgerEntry entry, PlayerFindings findings) {
    for (UUID item : entry.itemsOut()) {
      boolean wasThere = items.remove(item) || (start != null && takenFromBefore.add(item));
      if (!wasThere) {
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

  /** What was closed before the first entry; null when nothing was. */
  @Nullable LedgerStart start() {
    return start;
  }

  /** Ids of the items that came in and did not go out again. */
  Set<UUID> items() {
    return items;
  }

  /** Ids of items from before the start that went out; they may have come in again. */
  Set<UUID> takenFromBefore() {
    return takenFromBefore;
  }

  /** Those items that are for sale; what is still for sale was not closed. */
  Set<UUID> listed() {
    return listed;
  }

  /** What each open withdrawal holds, minor units, by its transaction; none of them was closed. */
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

  /** Items in play by the entries so far. */
  long itemCount() {
    long before = start == null ? 0 : start.items();
    return before + items.size() - takenFromBefore.size();
  }

  /** Their digest, see {@link ItemDigests}. */
  long itemsDigest() {
    long before = start == null ? 0 : start.itemsDigest();
    return before + ItemDigests.of(items) - ItemDigests.of(takenFromBefore);
  }

  /** Of the earliest entry, epoch milliseconds. */
  long firstAtMs() {
    return firstAtMs;
  }

  /** Of the latest entry, epoch milliseconds. */
  long lastAtMs() {
    return lastAtMs;
  }

  /** Of the last entry; not to be written to. */
  byte[] hash() {
    return hash;
  }
}
