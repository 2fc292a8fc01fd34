package com.rollingdrop.fraud;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Boxes and honest draws of them. */
final class Boxes {
  private Boxes() {}

  /** A box whose items have these tickets and values, by turns, the rarest last. */
  static BoxVersion of(@Nullable Guarantee guarantee, long... ticketsAndValues) {
    List<BoxItem> items = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < ticketsAndValues.length; i += 2) {
      String rarity = i == ticketsAndValues.length - 2 ? "RARE" : "COMMON";
      items.add(
          new BoxItem(
              "item-" + i, "An item", rarity, ticketsAndValues[i + 1], ticketsAndValues[i]));
      total += ticketsAndValues[i];
    }
    return new BoxVersion("A box", 250, total, History.ODDS_HASH, items, 0, null, guarantee);
  }

  /** As many have them: most draws lose, one in a thousand is worth a hundred openings. */
  static BoxVersion crate() {
    return of(null, 7_000, 20, 2_000, 100, 900, 1_000, 90, 5_000, 10, 25_000);
  }

  /** Any odds. */
  static BoxVersion any(SplittableRandom random) {
    long[] items = new long[2 * random.nextInt(2, 12)];
    for (int i = 0; i < items.length; i += 2) {
      items[i] = 1 + (long) Math.exp(random.nextDouble() * 12);
      items[i + 1] = 1 + (long) Math.exp(random.nextDouble() * 12);
    }
    return of(null, items);
  }

  /** An honest draw. */
  static BoxItem draw(List<BoxItem> items, SplittableRandom random) {
    long ticket = random.nextLong(items.stream().mapToLong(BoxItem::tickets).sum());
    for (BoxItem item : items) {
      ticket -= item.tickets();
      if (ticket < 0) {
        return item;
      }
    }
    throw new IllegalStateException();
  }
}
