package com.rollingdrop.compute.command;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The imports that make of what a player has here what the player has in another system. Pure; what
 * differs is computed anew each time, so whatever was carried out of an earlier plan is not planned
 * again.
 *
 * <p>An item that changes its owner has to be out of the one's hands before it can come into the
 * other's: {@link #takingOut} is carried out for everybody before {@link #bringing} for anybody.
 */
public final class ImportPlan {
  private ImportPlan() {}

  /**
   * Takes out what the player no longer has.
   *
   * @param sequence of the player's last ledger entry, 0 when there is none
   */
  public static List<Import> takingOut(
      long playerId, long sequence, ImportedPlayer here, ImportedPlayer there) {
    List<UUID> gone =
        here.items().keySet().stream()
            .filter(item -> !there.items().containsKey(item))
            .sorted()
            .toList();
    List<Import> imports = new ArrayList<>();
    for (int from = 0; from < gone.size(); from += Import.ITEMS_MAX) {
      imports.add(
          new Import(
              playerId,
              sequence + 1 + imports.size(),
              0,
              0,
              gone.subList(from, Math.min(gone.size(), from + Import.ITEMS_MAX)),
              List.of()));
    }
    return imports;
  }

  /**
   * Brings what the player has more, other or less there than here, but for items that are gone.
   *
   * @param sequence of the player's last ledger entry, 0 when there is none
   */
  public static List<Import> bringing(
      long playerId, long sequence, ImportedPlayer here, ImportedPlayer there) {
    List<ImportedItem> coming =
        there.items().values().stream()
            .filter(item -> isOther(here.items().get(item.itemId()), item))
            .sorted((a, b) -> a.itemId().compareTo(b.itemId()))
            .toList();
    List<Import> imports = new ArrayList<>();
    long cashMinor = Math.subtractExact(there.cashMinor(), here.cashMinor());
    for (int from = 0; from < coming.size() || cashMinor != 0; from += Import.ITEMS_MAX) {
      List<ImportedItem> some =
          coming.subList(
              Math.min(coming.size(), from), Math.min(coming.size(), from + Import.ITEMS_MAX));
      List<UUID> changing =
          some.stream()
              .map(ImportedItem::itemId)
              .filter(item -> here.items().containsKey(item))
              .toList();
      long movedMinor = part(cashMinor);
      cashMinor -= movedMinor;
      imports.add(
          new Import(playerId, sequence + 1 + imports.size(), movedMinor, 0, changing, some));
    }
    long promoMinor = Math.subtractExact(there.promoMinor(), here.promoMinor());
    while (promoMinor != 0) {
      long movedMinor = part(promoMinor);
      promoMinor -= movedMinor;
      imports.add(
          new Import(playerId, sequence + 1 + imports.size(), 0, movedMinor, List.of(), List.of()));
    }
    return imports;
  }

  private static boolean isOther(@Nullable ImportedItem here, ImportedItem there) {
    return here == null || !here.takenFrom(null).equals(there.takenFrom(null));
  }

  /** As much of it as one transaction moves. */
  private static long part(long minor) {
    return Math.max(-Amounts.TRANSACTION_MAX_MINOR, Math.min(Amounts.TRANSACTION_MAX_MINOR, minor));
  }
}
