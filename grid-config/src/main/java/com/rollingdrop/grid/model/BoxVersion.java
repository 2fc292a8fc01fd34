package com.rollingdrop.grid.model;

import java.util.List;
import java.util.Objects;

/** One version of a box, never changed once published: receipts name it. */
public final class BoxVersion {
  private final String name;
  private final long priceMinor;
  private final long totalTickets;
  private final String oddsHash;
  private final BoxItem[] items;
  private final long createdAtMs;

  public BoxVersion(
      String name,
      long priceMinor,
      long totalTickets,
      String oddsHash,
      List<BoxItem> items,
      long createdAtMs) {
    this.name = Objects.requireNonNull(name);
    this.priceMinor = priceMinor;
    this.totalTickets = totalTickets;
    this.oddsHash = Objects.requireNonNull(oddsHash);
    this.items = items.toArray(BoxItem[]::new);
    this.createdAtMs = createdAtMs;
  }

  public String name() {
    return name;
  }

  /** Price of one opening, minor units. */
  public long priceMinor() {
    return priceMinor;
  }

  /** Sum of the items' tickets. */
  public long totalTickets() {
    return totalTickets;
  }

  /** SHA-256 of the published odds, lower-case hex. */
  public String oddsHash() {
    return oddsHash;
  }

  /** In published order, which is the order of the ticket ranges. */
  public List<BoxItem> items() {
    return List.of(items);
  }

  /** Epoch milliseconds. */
  public long createdAtMs() {
    return createdAtMs;
  }
}
