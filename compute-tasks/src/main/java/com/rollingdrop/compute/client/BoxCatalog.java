package com.rollingdrop.compute.client;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Published;
import com.rollingdrop.compute.shell.PublishBoxJob;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;

/** The boxes: what is live, what was, and how a new version is published. Thread-safe. */
public final class BoxCatalog {
  private final Ignite ignite;

  public BoxCatalog(Ignite ignite) {
    this.ignite = ignite;
  }

  /** A live box. */
  public record Listed(String boxId, Box box) {}

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

  /** Those versions that there are. */
  public Map<BoxVersionKey, BoxVersion> versions(Set<BoxVersionKey> keys) {
    return Caches.boxVersions(ignite).getAll(keys);
  }

  /**
   * Makes a definition the live version of its box; the one before stays readable. A definition
   * that is live already changes nothing.
   *
   * @throws IllegalArgumentException when the definition has problems
   * @throws StockConflictException when the box cannot have its new stock
   * @throws IgniteException when the grid cannot be reached; whether it was published is then seen
   *     in the catalogue, and publishing it again does no harm
   */
  public Published publish(BoxDefinition definition) {
    List<String> problems = definition.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    Published published =
        ignite.compute(ignite.cluster().forServers()).call(new PublishBoxJob(definition));
    String conflict = published.stockConflict();
    if (conflict != null) {
      throw new StockConflictException(conflict);
    }
    return published;
  }
}
