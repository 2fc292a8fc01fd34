package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Published;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxStock;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;

/** Makes definitions live. Thread-safe. */
final class BoxPublisher {
  private final Ignite ignite;
  private final IgniteCache<String, Box> boxes;
  private final IgniteCache<BoxVersionKey, BoxVersion> versions;
  private final IgniteCache<String, BoxStock> stocks;
  private final InstantSource clock;
  private final Mirror mirror;

  BoxPublisher(Ignite ignite, InstantSource clock, Mirror mirror) {
    this.ignite = ignite;
    this.boxes = Caches.boxes(ignite);
    this.versions = Caches.boxVersions(ignite);
    this.stocks = Caches.stocks(ignite);
    this.clock = clock;
    this.mirror = mirror;
  }

  /**
   * Makes a definition the live version of its box; one that is live already changes nothing.
   *
   * @param definition without problems
   */
  Published publish(BoxDefinition definition) {
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ)) {
      Box head = boxes.get(definition.boxId());
      if (head != null && isLive(definition, head)) {
        return new Published(head.version(), head.oddsHash(), false);
      }
      String conflict = stock(definition, head == null);
      if (conflict != null) {
        return Published.refused(conflict);
      }
      long nowMs = clock.millis();
      BoxVersionKey key =
          new BoxVersionKey(definition.boxId(), head == null ? 1 : head.version() + 1);
      BoxVersion version = definition.version(nowMs);
      Box live =
          new Box(
              key.version(), definition.name(), definition.priceMinor(), version.oddsHash(), nowMs);
      versions.put(key, version);
      boxes.put(definition.boxId(), live);
      transaction.commit();
      mirror.committed(CacheName.BOX_VERSIONS, Map.of(key, version));
      mirror.committed(CacheName.BOXES, Map.of(definition.boxId(), live));
      return new Published(key.version(), version.oddsHash(), true);
    }
  }

  /**
   * Makes the box's stock what the definition says; what is leased or sold stays so.
   *
   * @return why that cannot be, or null
   */
  private @Nullable String stock(BoxDefinition definition, boolean created) {
    Long total = definition.stock();
    BoxStock old = created ? null : stocks.get(definition.boxId());
    if (!created && (old == null) != (total == null)) {
      return "a box has a stock from its first version on or never, or its draws were not counted";
    }
    if (total == null) {
      return null;
    }
    long unleased = old == null ? total : old.unleased() + (total - old.total());
    if (old != null && unleased < 0) {
      return "must be at least "
          + (old.total() - old.unleased())
          + ", for the rest of the "
          + old.total()
          + " is sold, or leased to be sold";
    }
    stocks.put(definition.boxId(), new BoxStock(total, unleased));
    return null;
  }

  private boolean isLive(BoxDefinition definition, Box head) {
    BoxVersion live = versions.get(new BoxVersionKey(definition.boxId(), head.version()));
    return live != null
        && live.name().equals(definition.name())
        && live.priceMinor() == definition.priceMinor()
        && live.items().equals(definition.items())
        && Objects.equals(live.stock(), definition.stock())
        && Objects.equals(live.guarantee(), definition.guarantee());
  }
}
