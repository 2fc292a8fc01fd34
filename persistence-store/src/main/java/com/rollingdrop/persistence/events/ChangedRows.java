package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cdc.CdcEvent;
import org.apache.ignite.internal.util.typedef.internal.CU;
import org.jspecify.annotations.Nullable;

/**
 * The mirror's rows that a batch of changes names, by whose they are: each row once, with its
 * newest stamp. Reads single fields of Ignite's binary form and no values, but of pending
 * transactions. Not thread-safe.
 */
final class ChangedRows {
  private static final Map<Integer, CacheName> CACHES = caches();

  /** What follows from the others, or ends with the grid. */
  private static final Set<CacheName> UNMIRRORED =
      EnumSet.of(
          CacheName.STOCKS,
          CacheName.QUOTAS,
          CacheName.CLOSED_TRANSACTIONS,
          CacheName.SESSIONS,
          CacheName.ATTEMPTS,
          CacheName.LOGIN_SESSIONS,
          CacheName.ADMIN_OPERATIONS,
          CacheName.LISTINGS,
          CacheName.RATE_BUCKETS);

  /** By player id, a number, or by box id, a text. */
  private final Map<Object, Map<ChangedRow.Id, ChangedRow>> byOwner = new LinkedHashMap<>();

  private int size;

  private static Map<Integer, CacheName> caches() {
    Map<Integer, CacheName> caches = new LinkedHashMap<>();
    for (CacheName cache : CacheName.values()) {
      caches.put(CU.cacheId(cache.id()), cache);
    }
    return caches;
  }

  /** Rows, each counted once. */
  int size() {
    return size;
  }

  /** The rows of each player, and of each box. */
  Map<Object, Map<ChangedRow.Id, ChangedRow>> byOwner() {
    return Collections.unmodifiableMap(byOwner);
  }

  /** Takes a change in; one of a cache that has no mirror is left out. */
  void add(CdcEvent change) {
    CacheName cache = CACHES.get(change.cacheId());
    if (cache == null || UNMIRRORED.contains(cache)) {
      return;
    }
    Object key = change.key();
    Object value = change.value();
    if (value == null) {
      // Nothing else leaves the grid but items to their next owner, whose row tells of them, and
      // ledger entries that Postgres was seen to have, and keeps.
      if (cache == CacheName.PENDING) {
        PendingKey pending = new PendingKey(playerOf(key), uuid(key, "transactionId"));
        add(pending.playerId(), ChangedRow.of(cache, pending, ChangedRow.GONE));
      }
      return;
    }
    switch (cache) {
      case WALLETS -> add(key, ChangedRow.of(cache, key, number(value, "version")));
      case BOXES -> add(key, ChangedRow.of(cache, key, number(value, "version")));
      case BOX_VERSIONS -> {
        BoxVersionKey box = new BoxVersionKey(text(key, "boxId"), (int) number(key, "version"));
        add(box.boxId(), ChangedRow.of(cache, box, 0));
      }
      case ITEMS -> {
        ItemKey item = new ItemKey(playerOf(key), uuid(key, "itemId"));
        add(item.playerId(), ChangedRow.of(cache, item, number(value, "version")));
      }
      case LEDGER -> {
        LedgerKey entry = new LedgerKey(playerOf(key), uuid(key, "transactionId"));
        add(entry.playerId(), ChangedRow.of(cache, entry, number(value, "createdAtMs")));
      }
      case PENDING -> {
        PendingKey pending = new PendingKey(playerOf(key), uuid(key, "transactionId"));
        add(
            pending.playerId(),
            new ChangedRow(
                cache, pending, number(value, "version"), ((BinaryObject) value).deserialize()));
      }
      case REVEALED_SEEDS -> {
        SeedKey seed = new SeedKey(playerOf(key), text(key, "serverSeedHash"));
        add(seed.playerId(), ChangedRow.of(cache, seed, 0));
      }
      case GUARANTEE_COUNTERS -> {
        BoxPlayerKey counter = new BoxPlayerKey(playerOf(key), text(key, "boxId"));
        add(counter.playerId(), ChangedRow.of(cache, counter, number(value, "version")));
      }
      case LEDGER_STARTS -> add(key, ChangedRow.of(cache, key, number(value, "sequence")));
      case LOGINS ->
          add(number(value, "playerId"), ChangedRow.of(cache, key, number(value, "version")));
      case STOCKS,
          QUOTAS,
          CLOSED_TRANSACTIONS,
          SESSIONS,
          ATTEMPTS,
          LISTINGS,
          LOGIN_SESSIONS,
          ADMIN_OPERATIONS,
          RATE_BUCKETS -> {}
    }
  }

  private void add(Object owner, ChangedRow row) {
    Map<ChangedRow.Id, ChangedRow> rows =
        byOwner.computeIfAbsent(owner, o -> new LinkedHashMap<>());
    ChangedRow earlier = rows.put(row.id(), row);
    if (earlier == null) {
      size++;
    } else {
      rows.put(row.id(), earlier.then(row));
    }
  }

  private static long playerOf(Object key) {
    return number(key, "playerId");
  }

  private static long number(Object object, String field) {
    return ((Number) field(object, field)).longValue();
  }

  private static String text(Object object, String field) {
    return (String) field(object, field);
  }

  private static UUID uuid(Object object, String field) {
    return (UUID) field(object, field);
  }

  private static Object field(Object object, String name) {
    @Nullable Object value = ((BinaryObject) object).field(name);
    if (value == null) {
      throw new IllegalArgumentException("no field " + name);
    }
    return value;
  }
}
