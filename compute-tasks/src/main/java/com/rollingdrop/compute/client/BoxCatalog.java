package com.rollingdrop.compute.client;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Odds;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;

/** The boxes: what is live, what was, and how a new version is published. Thread-safe. */
public final class BoxCatalog {
  private final Ignite ignite;
  private final InstantSource clock;

  public BoxCatalog(Ignite ignite, InstantSource clock) {
    this.ignite = ignite;
    this.clock = clock;
  }

  /** A live box. */
  public record Listed(String boxId, Box box) {}

  /**
   * What publishing did.
   *
   * @param created false when the live version is the same already, and nothing was changed
   */
  public record Published(int version, String oddsHash, boolean created) {}

  /** Live boxes in order of their ids, at most {@code limit} of those after {@code afterId}. */
  public List<Listed> list(@Nullable String afterId, int limit) {
    List<Listed> boxes = new ArrayList<>();
    try (var cursor = Caches.boxes(ignite).query(new ScanQuery<String, Box>())) {
      for (Cache.Entry<String, Box> entry : cursor) {
        if (afterId == null || entry.getKey().compareTo(afterId) > 0) {
          boxes.add(new Listed(entry.getKey(), entry.getValue()));
        }
      }
    }
    boxes.sort(Comparator.comparing(Listed::boxId));
    return boxes.size() <= limit ? boxes : List.copyOf(boxes.subList(0, limit));
  }

  /** The head of a live box, null when there is no such box. */
  public @Nullable Box find(String boxId) {
    return Caches.boxes(ignite).get(boxId);
  }

  /** One version of a box, null when there is no such version. */
  public @Nullable BoxVersion version(String boxId, int version) {
    return Caches.boxVersions(ignite).get(new BoxVersionKey(boxId, version));
  }

  /**
   * Makes a definition the live version of its box; the one before stays readable. A definition
   * that is live already changes nothing.
   *
   * @throws IllegalArgumentException when the definition has problems
   */
  public Published publish(BoxDefinition definition) {
    List<String> problems = definition.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    // A client starts a cache at its first use, which it cannot do inside a transaction.
    IgniteCache<String, Box> boxes = Caches.boxes(ignite);
    IgniteCache<BoxVersionKey, BoxVersion> versions = Caches.boxVersions(ignite);
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ)) {
      Box head = boxes.get(definition.boxId());
      if (head != null && isLive(definition, head)) {
        return new Published(head.version(), head.oddsHash(), false);
      }
      int version = head == null ? 1 : head.version() + 1;
      long nowMs = clock.millis();
      String oddsHash = Odds.hash(definition.items());
      versions.put(
          new BoxVersionKey(definition.boxId(), version),
          new BoxVersion(
              definition.name(),
              definition.priceMinor(),
              definition.totalTickets(),
              oddsHash,
              definition.items(),
              nowMs));
      boxes.put(
          definition.boxId(),
          new Box(version, definition.name(), definition.priceMinor(), oddsHash, nowMs));
      transaction.commit();
      return new Published(version, oddsHash, true);
    }
  }

  private boolean isLive(BoxDefinition definition, Box head) {
    BoxVersion live = version(definition.boxId(), head.version());
    return live != null
        && live.name().equals(definition.name())
        && live.priceMinor() == definition.priceMinor()
        && live.items().equals(definition.items());
  }
}
