package com.rollingdrop.compute.client;

import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.IndexQuery;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.IndexQueryCriterion;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index that ends with a number and an id from where a page ended. However long the list
 * is, a page costs what is on it, and an entry that comes or goes moves no other page.
 *
 * @param index its name
 * @param number the number's column
 * @param id the column of the id behind it
 * @param falling whether both columns fall
 */
record Keyset<K, V>(
    IgniteCache<K, V> cache,
    Class<V> type,
    String index,
    String number,
    String id,
    boolean falling) {

  /**
   * Entries in the order of the index.
   *
   * @param equal for the columns before the number
   * @param min least number
   * @param max greatest number
   * @param after only entries behind this place, null for the beginning
   */
  List<Cache.Entry<K, V>> read(
      List<IndexQueryCriterion> equal, long min, long max, @Nullable Place after, int limit) {
    if (after == null) {
      return between(equal, min, max, limit);
    }
    // First the rest of its number, then the numbers beyond.
    List<Cache.Entry<K, V>> found =
        query(
            equal,
            limit,
            IndexQueryCriteriaBuilder.eq(number, after.number()),
            falling
                ? IndexQueryCriteriaBuilder.lt(id, after.id())
                : IndexQueryCriteriaBuilder.gt(id, after.id()));
    int left = limit - found.size();
    if (left > 0) {
      found.addAll(
          falling
              ? between(equal, min, Math.min(max, after.number() - 1), left)
              : between(equal, Math.max(min, after.number() + 1), max, left));
    }
    return found;
  }

  private List<Cache.Entry<K, V>> between(
      List<IndexQueryCriterion> equal, long min, long max, int limit) {
    return min > max
        ? new ArrayList<>()
        : query(equal, limit, IndexQueryCriteriaBuilder.between(number, min, max));
  }

  private List<Cache.Entry<K, V>> query(
      List<IndexQueryCriterion> equal, int limit, IndexQueryCriterion... more) {
    List<IndexQueryCriterion> criteria = new ArrayList<>(equal);
    criteria.addAll(List.of(more));
    IndexQuery<K, V> query =
        new IndexQuery<K, V>(type, index).setCriteria(criteria).setLimit(limit);
    try (var cursor = cache.query(query)) {
      return new ArrayList<>(cursor.getAll());
    }
  }
}
