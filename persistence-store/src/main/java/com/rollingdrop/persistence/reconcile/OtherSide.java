package com.rollingdrop.persistence.reconcile;

import java.util.BitSet;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What another place than the grid holds of a view. For one thread.
 *
 * @param <K> the view's keys
 */
interface OtherSide<K> {
  /**
   * All of it.
   *
   * @throws Exception when the place can't be read
   */
  Buckets summary() throws Exception;

  /** Lists the rows of these buckets; a row that is there twice comes twice. */
  void list(BitSet buckets, Consumer<Seen<K>> each) throws Exception;

  /**
   * What it has now of some rows, also when the grid holds them no more.
   *
   * @param wanted keys by identity
   * @param each is told of each row by its identity
   */
  void look(Map<String, K> wanted, BiConsumer<String, Seen<K>> each) throws Exception;

  /** Rows that stand there again, and that every reader knows how to count once. */
  default long repeated() {
    return 0;
  }
}
