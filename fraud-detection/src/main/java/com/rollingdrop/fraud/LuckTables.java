package com.rollingdrop.fraud;

import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of the box versions that were opened last. Not thread-safe. */
final class LuckTables {
  private static final int KEPT_MAX = 512;

  private record Key(String boxId, int version) {}

  private final BoxOdds odds;
  private final Map<Key, LuckTable> tables =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, LuckTable> eldest) {
          return size() > KEPT_MAX;
        }
      };

  LuckTables(BoxOdds odds) {
    this.odds = odds;
  }

  /** The table of the box version of an opening, null when its odds are not known. */
  @Nullable LuckTable of(TransactionEvent opening) {
    String boxId = opening.boxId();
    Integer version = opening.boxVersion();
    if (boxId == null || version == null) {
      return null;
    }
    Key key = new Key(boxId, version);
    LuckTable table = tables.get(key);
    if (table == null) {
      BoxVersion box = odds.version(boxId, version);
      if (box == null) {
        return null;
      }
      table = new LuckTable(box);
      tables.put(key, table);
    }
    return table.hasHash(opening.oddsHash()) ? table : null;
  }
}
