package com.rollingdrop.grid.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One version of a box, never changed once published: receipts name it. */
public final class BoxVersion {
  private final String name;
  private final long priceMinor;
  private final long totalTickets;
  private final String oddsHash;
  private final BoxItem[] items;
  private final long createdAtMs;
  private final @Nullable Long stock;
  private final @Nullable Guarantee guarantee;

  /** A version without a stock and without a guarantee. */
  public BoxVersion(
      String name,
      long priceMinor,
      long totalTickets,
      String oddsHash,
      List<BoxItem> items,
      long createdAtMs) {
    this(name, priceMinor, totalTickets, oddsHash, items, createdAtMs, null, null);
  }

  /**
   * @param stock null for as many draws as anybody wants
   * @param guarantee null for none
   */
  public BoxVersion(
      String name,
      long priceMinor,
      long totalTickets,
      String oddsHash,
      List<BoxItem> items,
      long createdAtMs,
      @Nullable Long stock,
      @Nullable Guarantee guarantee) {
    this.name = Objects.requireNonNull(name);
    this.priceMinor = priceMinor;
    this.totalTickets = totalTickets;
    this.oddsHash = Objects.requireNonNull(oddsHash);
    this.items = items.toArray(BoxItem[]::new);
    this.createdAtMs = createdAtMs;
    this.stock = stock;
    this.guarantee = guarantee;
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

  /** Draws that there are in all, over all versions of the box; null when there is no limit. */
  public @Nullable Long stock() {
    return stock;
  }

  /** What the box promises, null for nothing. */
  public @Nullable Guarantee guarantee() {
    return guarantee;
  }
}
