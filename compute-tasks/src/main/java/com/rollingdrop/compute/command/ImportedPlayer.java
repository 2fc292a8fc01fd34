package com.rollingdrop.compute.command;

import java.util.Map;
import java.util.UUID;

/**
 * What a player has, here or in another system.
 *
 * @param cashMinor minor units, not negative
 * @param promoMinor promotional money, minor units, not negative
 * @param items by their ids
 */
public record ImportedPlayer(long cashMinor, long promoMinor, Map<UUID, ImportedItem> items) {
  /** Of a player who has nothing. */
  public static final ImportedPlayer NOTHING = new ImportedPlayer(0, 0, Map.of());

  public ImportedPlayer {
    items = Map.copyOf(items);
  }
}
