package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.persistence.postgres.MirrorTable;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A cache as the table of the mirror. */
record RowView<K, V>(MirrorTable<K, V> table) implements View<K, V> {
  private static final String NO_FORM = "there is no form that Postgres could take";

  @Override
  public CacheName cache() {
    return table.cache();
  }

  @Override
  public String identity(K key) {
    return table.identity(key);
  }

  @Override
  public boolean includes(V value) {
    return table.isHeld(value);
  }

  @Override
  public long version(V value) {
    return table.version(value);
  }

  @Override
  public boolean hasMoney() {
    return table.hasMoney();
  }

  @Override
  public BigInteger amountMinor(K key, V value) {
    return table.amountMinor(key, value);
  }

  @Override
  public long hash(Hash64 hash, K key, V value) {
    hash.begin();
    for (int column = 0; column < table.width(); column++) {
      hash.add(value(column, key, value));
    }
    return hash.end();
  }

  // A row that Postgres will never take is to be found, and not to end the comparison.
  private @Nullable Object value(int column, K key, V value) {
    try {
      return table.value(column, key, value);
    } catch (RuntimeException e) {
      return NO_FORM;
    }
  }
}
