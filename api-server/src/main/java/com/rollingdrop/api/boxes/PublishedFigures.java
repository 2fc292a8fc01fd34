package com.rollingdrop.api.boxes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.rollingdrop.compute.box.Economics;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.BoxCatalog.Listed;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The figures of published versions, which never change; reckoned once each. Thread-safe. */
@Component
final class PublishedFigures {
  /** Some 200 bytes each. */
  private static final int VERSIONS_MAX = 20_000;

  private final Cache<BoxVersionKey, Figures> known =
      Caffeine.newBuilder().maximumSize(VERSIONS_MAX).build();
  private final BoxCatalog catalog;

  PublishedFigures(BoxCatalog catalog) {
    this.catalog = catalog;
  }

  /** The figures of a version. */
  Figures of(String boxId, int version, BoxVersion box) {
    return known.get(new BoxVersionKey(boxId, version), key -> Figures.of(Economics.of(box)));
  }

  /** The figures of the live versions by box; without one whose version cannot be seen yet. */
  Map<String, Figures> of(Collection<Listed> boxes) {
    Set<BoxVersionKey> keys =
        boxes.stream()
            .map(listed -> new BoxVersionKey(listed.boxId(), listed.box().version()))
            .collect(Collectors.toSet());
    Map<String, Figures> figures = new HashMap<>();
    known.getAllPresent(keys).forEach((key, one) -> figures.put(key.boxId(), one));
    keys.removeIf(key -> figures.containsKey(key.boxId()));
    if (!keys.isEmpty()) {
      catalog
          .versions(keys)
          .forEach((key, box) -> figures.put(key.boxId(), of(key.boxId(), key.version(), box)));
    }
    return figures;
  }
}
