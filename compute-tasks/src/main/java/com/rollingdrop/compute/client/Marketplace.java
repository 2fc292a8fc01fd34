package com.rollingdrop.compute.client;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.IndexQueryCriterion;
import org.jspecify.annotations.Nullable;

/**
 * What players sell, by price. Every read follows an index from where it begins to where it ends,
 * and looks at a bounded number of listings. Thread-safe.
 */
public final class Marketplace {
  /** Most listings that one search looks at. */
  public static final int LOOKED_MAX = 2_000;

  private final Ignite ignite;

  public Marketplace(Ignite ignite) {
    this.ignite = ignite;
  }

  /**
   * What is looked for.
   *
   * @param dearestFirst whether prices fall; items of the same price come in an order of their ids
   * @param minMinor lowest price, minor units
   * @param maxMinor highest price, minor units
   * @param rarity null for all
   * @param definitionIds null for all
   */
  public record Search(
      boolean dearestFirst,
      long minMinor,
      long maxMinor,
      @Nullable String rarity,
      @Nullable Set<String> definitionIds) {}

  /** An item that is for sale for {@link Item#askMinor}. */
  public record Listing(long sellerId, UUID itemId, Item item) {
    private Place place() {
      return new Place(item.askMinor(), itemId);
    }
  }

  /**
   * Some of what was looked for.
   *
   * @param next where to go on, null when this is all; there can be a next page after a short one
   */
  public record Page(List<Listing> listings, @Nullable Place next) {}

  /**
   * A page of a search. Where few listings match it can be short or empty and still have a next
   * one.
   *
   * @param after only listings behind this place, null for the beginning
   */
  public Page search(Search search, @Nullable Place after, int limit) {
    List<Listing> page = new ArrayList<>();
    Place last = after;
    int looked = 0;
    while (looked < LOOKED_MAX) {
      // One more than asked for tells whether there is a next page.
      int chunk = search.definitionIds() == null ? limit + 1 : LOOKED_MAX / 4;
      List<Listing> some = read(search, last, chunk);
      for (Listing listing : some) {
        if (search.definitionIds() == null
            || search.definitionIds().contains(listing.item().definitionId())) {
          if (page.size() == limit) {
            return new Page(page, last);
          }
          page.add(listing);
        }
        last = listing.place();
      }
      looked += some.size();
      if (some.size() < chunk) {
        return new Page(page, null);
      }
    }
    return new Page(page, last);
  }

  private List<Listing> read(Search search, @Nullable Place after, int limit) {
    List<IndexQueryCriterion> rarity =
        search.rarity() == null
            ? List.of()
            : List.of(IndexQueryCriteriaBuilder.eq("rarity", search.rarity()));
    return new Keyset<ItemKey, Item>(
            Caches.listings(ignite),
            Item.class,
            index(search),
            "askMinor",
            "itemId",
            search.dearestFirst())
        .read(rarity, search.minMinor(), search.maxMinor(), after, limit).stream()
            .map(
                entry ->
                    new Listing(
                        entry.getKey().playerId(), entry.getKey().itemId(), entry.getValue()))
            .toList();
  }

  private static String index(Search search) {
    if (search.rarity() == null) {
      return search.dearestFirst()
          ? CacheConfigurations.LISTINGS_BY_FALLING_PRICE
          : CacheConfigurations.LISTINGS_BY_PRICE;
    }
    return search.dearestFirst()
        ? CacheConfigurations.LISTINGS_BY_FALLING_RARITY
        : CacheConfigurations.LISTINGS_BY_RARITY;
  }
}
