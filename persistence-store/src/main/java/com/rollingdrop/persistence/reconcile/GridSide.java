package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Partitions;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.ignite.Ignite;

/** What the grid holds, read beside the data and without a lock. For one thread. */
final class GridSide {
  private static final int KEYS_AT_ONCE = 500;

  private final Ignite ignite;
  private final Hash64 hash = new Hash64();

  GridSide(Ignite ignite) {
    this.ignite = ignite;
  }

  /** The buckets of each view, in the order of the views. */
  List<Buckets> summaries(List<? extends View<?, ?>> views) {
    Map<CacheName, List<Integer>> byPlacement = new HashMap<>();
    for (int i = 0; i < views.size(); i++) {
      byPlacement
          .computeIfAbsent(placement(views.get(i).cache()), placement -> new ArrayList<>())
          .add(i);
    }
    List<Buckets> all = new ArrayList<>();
    views.forEach(view -> all.add(new Buckets()));
    byPlacement.forEach(
        (placement, some) -> {
          List<ViewName> names = some.stream().map(i -> ViewName.of(views.get(i))).toList();
          new Partitions(ignite, placement)
              .forAll(
                  partitions -> new SummaryJob(names, partitions),
                  bytes -> add(bytes, some.stream().map(all::get).toList()));
        });
    return all;
  }

  private static void add(byte[] bytes, List<Buckets> to) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (Buckets buckets : to) {
        buckets.addFrom(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lists the rows of these buckets. */
  <K> void list(View<K, ?> view, BitSet buckets, Consumer<Seen<K>> each) {
    ViewName name = ViewName.of(view);
    new Partitions(ignite, placement(view.cache()))
        .forAll(
            partitions -> new KeysJob(name, buckets, partitions), rows -> rows.<K>forEach(each));
  }

  /** What it holds now of these keys. */
  <K, V> Map<K, Seen<K>> now(View<K, V> view, Collection<K> keys) {
    Map<K, Seen<K>> now = new HashMap<>();
    values(view, keys).forEach((key, value) -> now.put(key, view.seen(hash, key, value)));
    return now;
  }

  /** The values that it holds now of these keys. */
  <K, V> Map<K, V> values(View<K, V> view, Collection<K> keys) {
    List<K> all = List.copyOf(keys);
    Map<K, V> values = new HashMap<>();
    for (int from = 0; from < all.size(); from += KEYS_AT_ONCE) {
      List<K> some = all.subList(from, Math.min(all.size(), from + KEYS_AT_ONCE));
      values.putAll(ignite.<K, V>cache(view.cache().id()).getAll(new TreeSet<>(some)));
    }
    return values;
  }

  // All caches of the players share their partitions, so one job can look at all of them.
  private static CacheName placement(CacheName cache) {
    return switch (cache) {
      case BOXES, BOX_VERSIONS -> cache;
      default -> CacheName.WALLETS;
    };
  }
}
