package com.rollingdrop.persistence.reconcile;

import java.util.List;
import java.util.function.Consumer;

/** Rows of the grid on their way to who compares them, in a shape that Ignite can send. */
final class SeenRows {
  private final Object[] keys;
  private final long[] versions;
  private final long[] hashes;

  private SeenRows(Object[] keys, long[] versions, long[] hashes) {
    this.keys = keys;
    this.versions = versions;
    this.hashes = hashes;
  }

  static <K> SeenRows of(List<Seen<K>> rows) {
    return new SeenRows(
        rows.stream().map(Seen::key).toArray(),
        rows.stream().mapToLong(Seen::version).toArray(),
        rows.stream().mapToLong(Seen::hash).toArray());
  }

  // The keys are those of the view that was asked for.
  @SuppressWarnings("unchecked")
  <K> void forEach(Consumer<Seen<K>> each) {
    for (int i = 0; i < keys.length; i++) {
      each.accept(new Seen<>((K) keys[i], versions[i], hashes[i], true, true));
    }
  }
}
