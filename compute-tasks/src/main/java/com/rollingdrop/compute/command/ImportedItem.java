package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Item;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item as another system has it.
 *
 * @param valueMinor 0 … {@link Amounts#TRANSACTION_MAX_MINOR}
 * @param acquiredAtMs when the owner got it there, epoch milliseconds
 * @param from a player who had it here, and from whom it was taken; null when nobody did
 */
public record ImportedItem(
    UUID itemId,
    String definitionId,
    String name,
    String rarity,
    long valueMinor,
    long acquiredAtMs,
    @Nullable Long from) {
  /** Longest definition id, name and rarity, characters each. */
  public static final int TEXT_MAX = 200;

  public ImportedItem {
    Objects.requireNonNull(itemId);
    Amounts.checkNotNegative(valueMinor);
    checkText(definitionId);
    checkText(name);
    checkText(rarity);
  }

  private static void checkText(String text) {
    if (text.isBlank() || text.length() > TEXT_MAX) {
      throw new IllegalArgumentException("a text of " + text.length() + " characters");
    }
  }

  /** An item of the grid as another system would have it. */
  public static ImportedItem of(UUID itemId, Item item) {
    return new ImportedItem(
        itemId,
        item.definitionId(),
        item.name(),
        item.rarity(),
        item.valueMinor(),
        item.acquiredAtMs(),
        null);
  }

  /** The same item, taken from a player. */
  public ImportedItem takenFrom(@Nullable Long player) {
    return new ImportedItem(itemId, definitionId, name, rarity, valueMinor, acquiredAtMs, player);
  }

  /** All that it says, in a form that can be read one way only; not who had it. */
  String text() {
    return itemId
        + "\n"
        + length(definitionId)
        + length(name)
        + length(rarity)
        + valueMinor
        + "\n"
        + acquiredAtMs;
  }

  private static String length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + ":" + text + "\n";
  }

  /**
   * 64 bits of the SHA-256 of all that it says. Summed up over a player's items, whatever the
   * order, they tell in one number whether two systems agree.
   */
  public long hash() {
    return ByteBuffer.wrap(Digests.sha256(text())).getLong();
  }
}
