package com.rollingdrop.compute.box;

import com.rollingdrop.grid.model.BoxItem;
import java.util.Arrays;
import java.util.List;

/** Items with their ticket ranges laid end to end, from 0 on. Immutable. */
public final class TicketRanges {
  private final BoxItem[] items;
  // ends[i] is the first ticket after item i's range.
  private final long[] ends;

  TicketRanges(List<BoxItem> published) {
    this.items = published.toArray(BoxItem[]::new);
    this.ends = new long[items.length];
    long end = 0;
    for (int i = 0; i < items.length; i++) {
      end = Math.addExact(end, items[i].tickets());
      ends[i] = end;
    }
  }

  /** In the order of their ranges. */
  public List<BoxItem> items() {
    return List.of(items);
  }

  /** The item at a place in {@link #items}. */
  public BoxItem item(int index) {
    return items[index];
  }

  public long totalTickets() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /**
   * The item whose range holds the ticket.
   *
   * @param ticket 0 … totalTickets - 1
   */
  public BoxItem itemOf(long ticket) {
    return items[indexOf(ticket)];
  }

  /**
   * The place in {@link #items} of the item whose range holds the ticket.
   *
   * @param ticket 0 … totalTickets - 1
   */
  public int indexOf(long ticket) {
    if (ticket < 0 || ticket >= totalTickets()) {
      throw new IllegalArgumentException("no such ticket: " + ticket);
    }
    int found = Arrays.binarySearch(ends, ticket + 1);
    return found >= 0 ? found : -found - 1;
  }
}
