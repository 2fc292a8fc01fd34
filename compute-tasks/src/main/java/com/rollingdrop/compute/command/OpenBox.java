package com.rollingdrop.compute.command;

import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens a box once or several times: one charge, one nonce, one draw per opening.
 *
 * @param count 1 … {@link #COUNT_MAX}
 */
public record OpenBox(long playerId, UUID transactionId, String boxId, int count)
    implements LedgerCommand {
  /** Most draws in one command. */
  public static final int COUNT_MAX = 10;

  public OpenBox {
    if (count < 1 || count > COUNT_MAX) {
      throw new IllegalArgumentException("count out of range: " + count);
    }
  }

  /** One draw and what it gave. */
  record Drawn(int draw, long ticket, UUID itemId, BoxItem item) {}

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("OPEN_BOX\n" + boxId + "\n" + count);
  }

  @Override
  public Decision decide(@Nullable Wallet existing, Surroundings at) {
    TicketTable box = at.boxes().apply(boxId);
    if (box == null) {
      return Decision.refused(Refusal.BOX_NOT_FOUND, "There is no box " + boxId + ".");
    }
    long chargedMinor = Math.multiplyExact(box.priceMinor(), count);
    long availableMinor = existing == null ? 0 : existing.availableMinor();
    if (availableMinor < chargedMinor) {
      return Decision.refused(
          Refusal.INSUFFICIENT_FUNDS,
          "The opening costs "
              + chargedMinor
              + " minor units, the wallet has "
              + availableMinor
              + ".");
    }
    Wallet before = at.walletOrNew(playerId, existing);
    long nonce = before.nonce() + 1;
    Wallet after = before.afterEntry(availableMinor - chargedMinor, nonce, at.nowMs());
    List<Drawn> drawn = draw(box, before, nonce, at);
    LedgerEntry entry =
        new LedgerEntry(
            after.sequence(),
            TransactionKind.BOX_OPENING,
            Account.PLAYER,
            Account.HOUSE,
            chargedMinor,
            after.availableMinor(),
            at.nowMs(),
            boxId,
            fingerprint(),
            Replies.opening(this, box, chargedMinor, after, drawn));
    return Decision.entered(after, items(drawn, after, at), entry);
  }

  private List<Drawn> draw(TicketTable box, Wallet wallet, long nonce, Surroundings at) {
    byte[] serverSeed = at.seeds().open(playerId, wallet.sealedServerSeed());
    Draws draws = new Draws(serverSeed, wallet.clientSeed(), nonce);
    List<Drawn> drawn = new ArrayList<>(count);
    for (int draw = 0; draw < count; draw++) {
      long ticket = draws.ticket(draw, box.totalTickets());
      drawn.add(
          new Drawn(draw, ticket, TransactionIds.ofItem(transactionId, draw), box.itemOf(ticket)));
    }
    return drawn;
  }

  private Map<ItemKey, Item> items(List<Drawn> drawn, Wallet after, Surroundings at) {
    Map<ItemKey, Item> items = new LinkedHashMap<>();
    for (Drawn one : drawn) {
      BoxItem definition = one.item();
      items.put(
          new ItemKey(playerId, one.itemId()),
          new Item(
              definition.definitionId(),
              definition.name(),
              definition.rarity(),
              definition.valueMinor(),
              ItemState.OWNED,
              transactionId,
              after.sequence(),
              at.nowMs(),
              1));
    }
    return items;
  }
}
