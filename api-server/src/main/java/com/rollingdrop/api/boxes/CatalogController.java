package com.rollingdrop.api.boxes;

import com.rollingdrop.api.paging.Cursor;
import com.rollingdrop.api.paging.Limit;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.BoxCatalog.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The boxes that can be opened, by id. Public. */
@RestController
final class CatalogController {
  private static final String LIST = "boxes";

  private final BoxCatalog catalog;

  CatalogController(BoxCatalog catalog) {
    this.catalog = catalog;
  }

  /** The reply. */
  record Reply(List<Entry> boxes, @Nullable String next) {}

  /** One box. */
  record Entry(String boxId, String name, long priceMinor, int version, String oddsHash) {
    static Entry of(Listed listed) {
      return new Entry(
          listed.boxId(),
          listed.box().name(),
          listed.box().priceMinor(),
          listed.box().version(),
          listed.box().oddsHash());
    }
  }

  @GetMapping(path = "/boxes/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply catalog(
      @RequestParam(name = "limit", required = false) @Nullable String limitText,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    int limit = Limit.of(limitText);
    List<Listed> found = catalog.list(Cursor.position(LIST, cursor), limit + 1);
    if (found.size() <= limit) {
      return new Reply(found.stream().map(Entry::of).toList(), null);
    }
    List<Listed> page = found.subList(0, limit);
    return new Reply(
        page.stream().map(Entry::of).toList(), Cursor.of(LIST, page.get(limit - 1).boxId()));
  }
}
