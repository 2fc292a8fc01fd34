package com.rollingdrop.compute.box;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A box version compiled for drawing: all its items, and those that it guarantees, each as ticket
 * ranges. Immutable.
 */
public final class TicketTable {
  private final String boxId;
  private final int version;
  private final long priceMinor;
  private final String oddsHash;
  private final TicketRanges items;
  private final @Nullable Long stock;
  private final @Nullable Guarantee guarantee;
  private final TicketRanges guaranteed;

  public TicketTable(String boxId, int version, BoxVersion box) {
    this.boxId = boxId;
    this.version = version;
    this.priceMinor = box.priceMinor();
    this.oddsHash = box.oddsHash();
    this.stock = box.stock();
    this.guarantee = box.guarantee();
    List<BoxItem> published = box.items();
    this.items = new TicketRanges(published);
    Guarantee promise = guarantee;
    this.guaranteed =
        promise == null
            ? items
            : new TicketRanges(published.stream().filter(promise::covers).toList());
    if (items.totalTickets() != box.totalTickets()
        || guaranteed.totalTickets() == 0
        || !Odds.hash(published, promise).equals(oddsHash)) {
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

  /** All items, laid end to end in published order. */
  public TicketRanges items() {
    return items;
  }

  /** The items that the guarantee is about, laid end to end in published order. */
  public TicketRanges guaranteed() {
    return guaranteed;
  }

  /** Draws that there are in all, null when there is no limit. */
  public @Nullable Long stock() {
    return stock;
  }

  /** What the box promises, null for nothing. */
  public @Nullable Guarantee guarantee() {
    return guarantee;
  }

  /** Whether an opening reads and writes no more than the player's own. */
  public boolean isPlain() {
    return stock == null && guarantee == null;
  }

  public long totalTickets() {
    return items.totalTickets();
  }

  /**
   * The item whose range holds the ticket.
   *
   * @param ticket 0 … totalTickets - 1
   */
  public BoxItem itemOf(long ticket) {
    return items.itemOf(ticket);
  }
}
