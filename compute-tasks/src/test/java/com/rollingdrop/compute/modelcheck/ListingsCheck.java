package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.query.ScanQuery;

/** Whether the market is searched by just those items that are for sale. */
final class ListingsCheck {
  private ListingsCheck() {}

  /** What is in one place only or not the same in both, a sentence each; nothing may move. */
  static List<String> problems(Ignite ignite) {
    Map<ItemKey, String> forSale = read(Caches.items(ignite));
    Map<ItemKey, String> listings = read(Caches.listings(ignite));
    List<String> problems = new ArrayList<>();
    forSale.forEach(
        (key, item) -> {
          if (!item.equals(listings.get(key))) {
            problems.add(key + " is " + item + " and listed as " + listings.get(key));
          }
        });
    listings.forEach(
        (key, item) -> {
          if (!forSale.containsKey(key)) {
            problems.add(key + " is listed as " + item + " and not for sale");
          }
        });
    return problems;
  }

  private static Map<ItemKey, String> read(IgniteCache<ItemKey, Item> cache) {
    Map<ItemKey, String> listed = new TreeMap<>();
    try (var cursor = cache.query(new ScanQuery<ItemKey, Item>())) {
      for (Cache.Entry<ItemKey, Item> entry : cursor) {
        Item item = entry.getValue();
        if (item.state() == ItemState.LISTED || cache.getName().equals("listings")) {
          listed.put(
              entry.getKey(), item.state() + "@" + item.version() + " for " + item.askMinor());
        }
      }
    }
    return listed;
  }
}
