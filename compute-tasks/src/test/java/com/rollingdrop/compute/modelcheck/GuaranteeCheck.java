package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Guarantees as a player would count them along the receipts: each draw says how many before it
 * gave nothing, and the last one within which the box keeps its promise is made among the
 * guaranteed items.
 */
final class GuaranteeCheck {
  private final Books books;
  private final Map<String, BoxDefinition> boxes = new HashMap<>();
  private final Problems problems;

  GuaranteeCheck(Books books, List<BoxDefinition> boxes, Problems problems) {
    this.books = books;
    this.problems = problems;
    for (BoxDefinition box : boxes) {
      if (box.guarantee() != null) {
        this.boxes.put(box.boxId(), box);
      }
    }
  }

  void check() {
    books.ledgers().values().forEach(this::check);
  }

  private void check(List<Books.Line> ledger) {
    Map<String, Long> misses = new HashMap<>();
    for (Books.Line line : ledger) {
      BoxDefinition box = boxes.get(String.valueOf(line.entry().boxId()));
      if (box != null && line.entry().kind() == TransactionKind.BOX_OPENING) {
        misses.put(box.boxId(), follow(line, box, misses.getOrDefault(box.boxId(), 0L)));
      }
    }
  }

  private long follow(Books.Line line, BoxDefinition box, long before) {
    Guarantee guarantee = box.guarantee();
    if (guarantee == null) {
      return before;
    }
    Json reply = line.reply();
    long misses = before;
    for (Json draw : reply.object("fairness").objects("draws")) {
      boolean due = misses + 1 == guarantee.within();
      problems.unless(
          draw.number("missesBefore") == misses, line, "counts otherwise than " + misses);
      problems.unless(
          draw.text("guaranteed").equals(Boolean.toString(due)),
          line,
          "a draw after " + misses + " misses is guaranteed or not against the promise");
      long tickets =
          box.items().stream()
              .filter(item -> !due || promised(guarantee, item))
              .mapToLong(BoxItem::tickets)
              .sum();
      problems.unless(
          draw.number("totalTickets") == tickets, line, "a draw is not of " + tickets + " tickets");
      boolean kept =
          box.items().stream()
              .anyMatch(
                  item ->
                      item.definitionId().equals(draw.text("definitionId"))
                          && promised(guarantee, item));
      problems.unless(kept || !due, line, "the promise is not kept");
      misses = kept ? 0 : misses + 1;
    }
    problems.unless(
        reply.object("guarantee").number("missesAfter") == misses, line, "ends with other misses");
    return misses;
  }

  private static boolean promised(Guarantee guarantee, BoxItem item) {
    return guarantee.rarities().contains(item.rarity());
  }
}
