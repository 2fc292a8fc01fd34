package com.rollingdrop.api.boxes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rollingdrop.api.paging.Cursor;
import com.rollingdrop.api.paging.Limit;
import com.rollingdrop.api.web.EntityTag;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.BoxCatalog.Listed;
import com.rollingdrop.grid.settings.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The boxes that can be opened, by id. Public. */
@RestController
final class CatalogController {
  private static final String LIST = "boxes";

  private final BoxCatalog catalog;
  private final PublishedFigures figures;
  private final String currency;

  CatalogController(BoxCatalog catalog, PublishedFigures figures, Settings settings) {
    this.catalog = catalog;
    this.figures = figures;
    this.currency = settings.currency();
  }

  /**
   * The reply.
   *
   * @param currency of all amounts, ISO 4217
   */
  record Reply(String currency, List<Entry> boxes, @Nullable String next) {}

  /**
   * One box.
   *
   * @param economics left out in the moment in which the version is being published
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Entry(
      String boxId,
      String name,
      long priceMinor,
      int version,
      String oddsHash,
      @Nullable Figures economics) {
    static Entry of(Listed listed, @Nullable Figures economics) {
      return new Entry(
          listed.boxId(),
          listed.box().name(),
          listed.box().priceMinor(),
          listed.box().version(),
          listed.box().oddsHash(),
          economics);
    }
  }

  @GetMapping(path = "/boxes/catalog", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Reply> catalog(
      @RequestParam(name = "limit", required = false) @Nullable String limitText,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    int limit = Limit.of(limitText);
    List<Listed> found = catalog.list(Cursor.position(LIST, cursor), limit + 1);
    List<Listed> page = found.size() <= limit ? found : found.subList(0, limit);
    String next = found.size() <= limit ? null : Cursor.of(LIST, page.get(limit - 1).boxId());
    Map<String, Figures> economics = figures.of(page);
    Reply reply =
        new Reply(
            currency,
            page.stream().map(listed -> Entry.of(listed, economics.get(listed.boxId()))).toList(),
            next);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePublic())
        .eTag(EntityTag.of(reply))
        .body(reply);
  }
}
