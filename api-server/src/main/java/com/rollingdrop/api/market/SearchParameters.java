package com.rollingdrop.api.market;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.Marketplace.Search;
import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a request looks for in the market. Thread-safe. */
@Component
final class SearchParameters {
  private static final Pattern RARITY = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
  private static final Pattern AMOUNT = Pattern.compile("[1-9][0-9]{0,9}");

  private final BoxCatalog catalog;

  SearchParameters(BoxCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The search that a request's parameters give, each null when it is not there.
   *
   * @throws ProblemException FIELD_INVALID, or BOX_NOT_FOUND
   */
  Search search(
      @Nullable String boxId,
      @Nullable String rarity,
      @Nullable String minPriceMinor,
      @Nullable String maxPriceMinor,
      @Nullable String sort) {
    if (rarity != null && !RARITY.matcher(rarity).matches()) {
      throw ProblemException.invalid(
          "rarity", "must be 1 to 32 of A-Z, 0-9 and '_', starting with a letter");
    }
    if (sort != null && !sort.equals("cheapest") && !sort.equals("dearest")) {
      throw ProblemException.invalid("sort", "must be cheapest or dearest");
    }
    long minMinor = minPriceMinor == null ? 1 : amount("minPriceMinor", minPriceMinor);
    long maxMinor =
        maxPriceMinor == null
            ? Amounts.TRANSACTION_MAX_MINOR
            : amount("maxPriceMinor", maxPriceMinor);
    if (minMinor > maxMinor) {
      throw ProblemException.invalid("minPriceMinor", "must not be more than maxPriceMinor");
    }
    return new Search(
        "dearest".equals(sort),
        minMinor,
        maxMinor,
        rarity,
        boxId == null ? null : definitionsOf(boxId));
  }

  private static long amount(String field, String text) {
    if (!AMOUNT.matcher(text).matches() || Long.parseLong(text) > Amounts.TRANSACTION_MAX_MINOR) {
      throw ProblemException.invalid(
          field, "must be an integer between 1 and " + Amounts.TRANSACTION_MAX_MINOR);
    }
    return Long.parseLong(text);
  }

  private Set<String> definitionsOf(String boxId) {
    Box head = BoxDefinition.isId(boxId) ? catalog.find(boxId) : null;
    BoxVersion box = head == null ? null : catalog.version(boxId, head.version());
    if (box == null) {
      throw new ProblemException(ErrorCode.BOX_NOT_FOUND, "There is no such box.");
    }
    return box.items().stream().map(BoxItem::definitionId).collect(Collectors.toSet());
  }

  /** The name of a search's list, for the cursor. */
  static String list(Search search, @Nullable String boxId) {
    return "marketplace?"
        + (boxId == null ? "" : boxId)
        + "&"
        + (search.rarity() == null ? "" : search.rarity())
        + "&"
        + search.minMinor()
        + "&"
        + search.maxMinor()
        + "&"
        + search.dearestFirst();
  }
}
