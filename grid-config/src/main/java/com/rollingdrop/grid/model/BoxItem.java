package com.rollingdrop.grid.model;

import java.util.Objects;

/** One kind of item in a box, with its odds. */
public final class BoxItem {
  private final String definitionId;
  private final String name;
  private final String rarity;
  private final long valueMinor;
  private final long tickets;

  public BoxItem(String definitionId, String name, String rarity, long valueMinor, long tickets) {
    this.definitionId = Objects.requireNonNull(definitionId);
    this.name = Objects.requireNonNull(name);
    this.rarity = Objects.requireNonNull(rarity);
    this.valueMinor = valueMinor;
    this.tickets = tickets;
  }

  /** Unique within the box. */
  public String definitionId() {
    return definitionId;
  }

  public String name() {
    return name;
  }

  public String rarity() {
    return rarity;
  }

  /** What the house values the item at, minor units. */
  public long valueMinor() {
    return valueMinor;
  }

  /** How many of the box's tickets draw this item. */
  public long tickets() {
    return tickets;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof BoxItem other
        && definitionId.equals(other.definitionId)
        && name.equals(other.name)
        && rarity.equals(other.rarity)
        && valueMinor == other.valueMinor
        && tickets == other.tickets;
  }

  @Override
  public int hashCode() {
    return Objects.hash(definitionId, name, rarity, valueMinor, tickets);
  }
}
