package com.rollingdrop.ops.chaos;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.ScanQuery;

/** Holds the grid's ledger against what players were told. */
final class LedgerCheck {
  private static final int PROBLEMS_MAX = 20;

  private LedgerCheck() {}

  /**
   * What is wrong, the first of it: entries that are missing, that nobody was told of, or whose
   * reply is not what the player was sent.
   *
   * @param expected all entries with the digests of their replies, {@link Load#UNTOLD} for none
   */
  static List<String> problems(Ignite ignite, Map<LedgerKey, UUID> expected) {
    List<String> problems = new ArrayList<>();
    Set<LedgerKey> missing = new HashSet<>(expected.keySet());
    try (var entries = Caches.ledger(ignite).query(new ScanQuery<LedgerKey, LedgerEntry>())) {
      for (Cache.Entry<LedgerKey, LedgerEntry> entry : entries) {
        missing.remove(entry.getKey());
        UUID told = expected.get(entry.getKey());
        UUID kept = UUID.nameUUIDFromBytes(entry.getValue().reply());
        if (told == null) {
          problems.add("nobody was told of " + entry.getKey() + " " + entry.getValue().kind());
        } else if (!told.equals(Load.UNTOLD) && !told.equals(kept)) {
          problems.add("another reply was sent for " + entry.getKey());
        }
      }
    }
    missing.forEach(key -> problems.add("acknowledged and not in the ledger: " + key));
    return problems.subList(0, Math.min(PROBLEMS_MAX, problems.size()));
  }
}
