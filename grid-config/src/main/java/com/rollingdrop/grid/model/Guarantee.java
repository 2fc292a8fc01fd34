package com.rollingdrop.grid.model;

import java.util.Arrays;
import java.util.List;

/**
 * What a box promises: an item of one of some rarities within so many draws of a player. When all
 * but the last of them gave none, the last is drawn among the items of those rarities only.
 */
public final class Guarantee {
  private final String[] rarities;
  private final int within;

  /**
   * @param rarities in any order; two guarantees with the same ones are the same
   * @param within at least 2
   */
  public Guarantee(List<String> rarities, int within) {
    this.rarities = rarities.stream().sorted().toArray(String[]::new);
    this.within = within;
  }

  /** Sorted. */
  public List<String> rarities() {
    return List.of(rarities);
  }

  /** How many draws bring such an item for sure. */
  public int within() {
    return within;
  }

  /** Whether it promises this item. */
  public boolean covers(BoxItem item) {
    return Arrays.binarySearch(rarities, item.rarity()) >= 0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Guarantee other
        && within == other.within
        && Arrays.equals(rarities, other.rarities);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rarities) * 31 + within;
  }

  /** One way to say it; the same for the same guarantee and for no other. */
  @Override
  public String toString() {
    return String.join(",", rarities) + ":" + within;
  }
}
