package com.rollingdrop.api.market;

import com.rollingdrop.api.paging.Limit;
import com.rollingdrop.api.paging.Places;
import com.rollingdrop.compute.client.Marketplace;
import com.rollingdrop.compute.client.Marketplace.Listing;
import com.rollingdrop.compute.client.Place;
import com.rollingdrop.grid.model.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What players sell, by price. */
@RestController
final class MarketController {
  private final Marketplace marketplace;
  private final SearchParameters parameters;

  MarketController(Marketplace marketplace, SearchParameters parameters) {
    this.marketplace = marketplace;
    this.parameters = parameters;
  }

  /** The reply. */
  record Reply(List<Entry> listings, @Nullable String next) {}

  /** One item for sale. */
  record Entry(
      String sellerId,
      String itemId,
      String definitionId,
      String name,
      String rarity,
      long valueMinor,
      long priceMinor) {
    static Entry of(Listing listing) {
      Item item = listing.item();
      return new Entry(
          Long.toString(listing.sellerId()),
          listing.itemId().toString(),
          item.definitionId(),
          item.name(),
          item.rarity(),
          item.valueMinor(),
          item.askMinor());
    }
  }

  @GetMapping(path = "/marketplace", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply search(
      @RequestParam(name = "boxId", required = false) @Nullable String boxId,
      @RequestParam(name = "rarity", required = false) @Nullable String rarity,
      @RequestParam(name = "minPriceMinor", required = false) @Nullable String minPriceMinor,
      @RequestParam(name = "maxPriceMinor", required = false) @Nullable String maxPriceMinor,
      @RequestParam(name = "sort", required = false) @Nullable String sort,
      @RequestParam(name = "limit", required = false) @Nullable String limitText,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    int limit = Limit.of(limitText);
    Marketplace.Search search =
        parameters.search(boxId, rarity, minPriceMinor, maxPriceMinor, sort);
    String list = SearchParameters.list(search, boxId);
    Marketplace.Page page = marketplace.search(search, Places.of(list, cursor), limit);
    Place next = page.next();
    return new Reply(
        page.listings().stream().map(Entry::of).toList(),
        next == null ? null : Places.cursor(list, next));
  }
}
