package com.rollingdrop.compute.box;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import java.util.Arrays;
import java.util.List;

/**
 * A box version compiled for drawing: the items' ticket ranges laid end to end in published order.
 * Immutable.
 */
public final class TicketTable {
  private final String boxId;
  private final int version;
  private final long priceMinor;
  private final String oddsHash;
  private final BoxItem[] items;
  // ends[i] is the first ticket after item i's range.
  private final long[] ends;

  public TicketTable(String boxId, int version, BoxVersion box) {
    this.boxId = boxId;
    this.version = version;
    this.priceMinor = box.priceMinor();
    this.oddsHash = box.oddsHash();
    List<BoxItem> published = box.items();
    this.items = published.toArray(BoxItem[]::new);
    this.ends = new long[items.length];
    long end = 0;
    for (int i = 0; i < items.length; i++) {
      end = Math.addExact(end, items[i].tickets());
      ends[i] = end;
    }
    if (end != box.totalTickets() || !Odds.hash(published).equals(oddsHash)) {
      throw new IllegalStateException(
          boxId + "@" + version + ": odds differ from what is published");
    }
  }

  public String boxId() {
    return boxId;
  }

  public int version() {
    return version;
  }

  /** Price of one opening, minor units. */
  public long priceMinor() {
    return priceMinor;
  }

  /** SHA-256 of the published odds, lower-case hex. */
  public String oddsHash() {
    return oddsHash;
  }

  public long totalTickets() {
    return ends[ends.length - 1];
  }

  /**
   * The item whose range holds the ticket.
   *
   * @param ticket 0 … totalTickets - 1
   */
  public BoxItem itemOf(long ticket) {
    if (ticket < 0 || ticket >= totalTickets()) {
      throw new IllegalArgumentException("no such ticket: " + ticket);
    }
    int found = Arrays.binarySearch(ends, ticket + 1);
    return items[found >= 0 ? found : -found - 1];
  }
}
