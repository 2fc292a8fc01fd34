package com.rollingdrop.api.boxes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rollingdrop.api.web.EntityTag;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Odds;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in a box, with the odds to the ticket. Public. */
@RestController
final class BoxItemsController {
  /** A version never changes once published. */
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  /** Which version is live can change with the next publication. */
  private static final CacheControl ASK_AGAIN = CacheControl.noCache().cachePublic();

  private final BoxCatalog catalog;
  private final PublishedFigures figures;
  private final String currency;

  BoxItemsController(BoxCatalog catalog, PublishedFigures figures, Settings settings) {
    this.catalog = catalog;
    this.figures = figures;
    this.currency = settings.currency();
  }

  /**
   * The reply.
   *
   * @param currency of all amounts, ISO 4217
   * @param stock draws that there are in all; left out when there is no limit
   * @param guarantee left out when there is none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reply(
      String boxId,
      String name,
      long priceMinor,
      String currency,
      int version,
      String oddsHash,
      long totalTickets,
      @Nullable Long stock,
      @Nullable Promise guarantee,
      Figures economics,
      List<Entry> items) {
    static Reply of(String boxId, int version, BoxVersion box, String currency, Figures economics) {
      return new Reply(
          boxId,
          box.name(),
          box.priceMinor(),
          currency,
          version,
          box.oddsHash(),
          box.totalTickets(),
          box.stock(),
          Promise.of(box.guarantee()),
          economics,
          box.items().stream().map(item -> Entry.of(item, box.totalTickets())).toList());
    }
  }

  /** An item of one of the rarities comes within so many draws of a player. */
  record Promise(List<String> rarities, int within) {
    static @Nullable Promise of(@Nullable Guarantee guarantee) {
      return guarantee == null ? null : new Promise(guarantee.rarities(), guarantee.within());
    }
  }

  /**
   * One item, in the order of the ticket ranges.
   *
   * @param chance percent, exact: a decimal, or a fraction where no decimal ends
   */
  record Entry(
      String definitionId,
      String name,
      String rarity,
      long valueMinor,
      long tickets,
      String chance) {
    static Entry of(BoxItem item, long totalTickets) {
      return new Entry(
          item.definitionId(),
          item.name(),
          item.rarity(),
          item.valueMinor(),
          item.tickets(),
          Odds.percent(item.tickets(), totalTickets));
    }
  }

  @GetMapping(path = "/boxes/{boxId}/items", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Reply> items(
      @PathVariable("boxId") String boxId,
      @RequestParam(name = "version", required = false) @Nullable String versionText) {
    if (!BoxDefinition.isId(boxId)) {
      throw new ProblemException(ErrorCode.BOX_NOT_FOUND, "There is no box of this name.");
    }
    Box head = catalog.find(boxId);
    if (head == null) {
      throw new ProblemException(ErrorCode.BOX_NOT_FOUND, "There is no box " + boxId + ".");
    }
    int version = versionText == null ? head.version() : number(versionText);
    BoxVersion box = version <= head.version() ? catalog.version(boxId, version) : null;
    if (box == null) {
      throw new ProblemException(
          ErrorCode.BOX_VERSION_NOT_FOUND,
          "The versions of " + boxId + " are 1 to " + head.version() + ".");
    }
    Reply reply = Reply.of(boxId, version, box, currency, figures.of(boxId, version, box));
    return ResponseEntity.ok()
        .cacheControl(versionText == null ? ASK_AGAIN : FOR_EVER)
        .eTag(EntityTag.of(reply))
        .body(reply);
  }

  private static int number(String text) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw ProblemException.invalid("version", "must be an integer from 1 on");
    }
    return Integer.parseInt(text);
  }
}
