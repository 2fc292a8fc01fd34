package com.rollingdrop.compute.simulation;

import com.rollingdrop.compute.box.TicketRanges;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.grid.model.BoxItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often one item was drawn.
 *
 * @param hits in all
 * @param expectedHits what the tickets say of as many draws of each kind as there were: among all
 *     items, and among the guaranteed ones only
 */
public record ItemHits(BoxItem item, long hits, double expectedHits) {
  static List<ItemHits> of(TicketTable box, Tally tally) {
    double perTicket = perTicket(tally.ordinary(), box.items());
    double perGuaranteedTicket = perTicket(tally.guaranteed(), box.guaranteed());
    List<BoxItem> guaranteed = box.guarantee() == null ? List.of() : box.guaranteed().items();
    List<ItemHits> hits = new ArrayList<>();
    int index = 0;
    int guaranteedIndex = 0;
    for (BoxItem item : box.items().items()) {
      long count = tally.ordinary()[index++];
      double expected = item.tickets() * perTicket;
      if (guaranteedIndex < guaranteed.size() && guaranteed.get(guaranteedIndex).equals(item)) {
        count += tally.guaranteed()[guaranteedIndex++];
        expected += item.tickets() * perGuaranteedTicket;
      }
      hits.add(new ItemHits(item, count, expected));
    }
    return hits;
  }

  /** Draws for each ticket of these items. */
  static double perTicket(long[] draws, TicketRanges ranges) {
    return Arrays.stream(draws).sum() / (double) ranges.totalTickets();
  }
}
