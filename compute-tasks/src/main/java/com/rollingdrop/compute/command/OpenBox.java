package com.rollingdrop.compute.command;

import com.rollingdrop.compute.box.TicketRanges;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens a box once or several times: one charge, one nonce, one draw per opening. Of a limited box
 * it gets all its draws or none. The only command that spends promotional money; {@link Rules} says
 * whether before cash or after it.
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

  /**
   * One draw and what it gave.
   *
   * @param totalTickets of the items among which it was made
   * @param missesBefore of the box's guarantee, 0 when it has none
   * @param guaranteed whether it was made among the guaranteed items only
   */
  record Drawn(
      int draw,
      long ticket,
      long totalTickets,
      UUID itemId,
      BoxItem item,
      int missesBefore,
      boolean guaranteed) {}

  static BoxPlayerKey key(long playerId, String boxId) {
    return new BoxPlayerKey(playerId, boxId);
  }

  @Override
  public byte[] fingerprint() {
    return Digests.sha256("OPEN_BOX\n" + boxId + "\n" + count);
  }

  @Override
  public List<String> boxes() {
    return List.of(boxId);
  }

  @Override
  public List<OpenBox> openings() {
    return List.of(this);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    TicketTable box = at.boxes().apply(boxId);
    if (box == null) {
      return Decision.refused(Refusal.BOX_NOT_FOUND, "There is no box " + boxId + ".");
    }
    if (box.stock() != null) {
      long left = state.drawsLeft(key(playerId, boxId), count);
      if (left < count) {
        return Refusals.soldOut(boxId, left, count);
      }
    }
    long chargedMinor = Math.multiplyExact(box.priceMinor(), count);
    Wallet existing = state.wallet(playerId);
    long availableMinor = existing == null ? 0 : existing.availableMinor();
    long promoMinor = existing == null ? 0 : existing.promoMinor();
    if (availableMinor + promoMinor < chargedMinor) {
      return Refusals.insufficientFunds(
          "The opening costs", chargedMinor, availableMinor, promoMinor);
    }
    long promoChargedMinor = at.rules().promoPartMinor(chargedMinor, availableMinor, promoMinor);
    Wallet before = at.walletOrNew(playerId, existing);
    Wallet opening = before.withNonce(before.nonce() + 1);
    GuaranteeRun run = GuaranteeRun.of(box, state, playerId);
    List<Drawn> drawn = draw(box, opening, run, at);
    Booking booking =
        Booking.of(
            ledgerKey(),
            opening,
            LedgerEntry.of(TransactionKind.BOX_OPENING, Account.PLAYER, Account.HOUSE, chargedMinor)
                .promo(promoChargedMinor)
                .boxId(boxId)
                .itemsIn(drawn.stream().map(Drawn::itemId).toList())
                .fingerprint(fingerprint()),
            at.nowMs(),
            after ->
                Replies.opening(this, box, chargedMinor, promoChargedMinor, after, drawn, run));
    Decision.Builder decision = new Decision.Builder().booked(booking);
    for (Drawn one : drawn) {
      decision.item(new ItemKey(playerId, one.itemId()), item(one.item(), booking.wallet(), at));
    }
    if (box.stock() != null) {
      decision.sold(key(playerId, boxId), count);
    }
    if (run != null) {
      decision.counter(key(playerId, boxId), run.counter(at.nowMs()));
    }
    return decision.done(booking.entry().reply());
  }

  private List<Drawn> draw(
      TicketTable box, Wallet wallet, @Nullable GuaranteeRun run, Surroundings at) {
    byte[] serverSeed = at.seeds().open(playerId, wallet.sealedServerSeed());
    Draws draws = new Draws(serverSeed, wallet.clientSeed(), wallet.nonce());
    List<Drawn> drawn = new ArrayList<>(count);
    for (int draw = 0; draw < count; draw++) {
      TicketRanges ranges = run == null ? box.items() : run.ranges();
      long ticket = draws.ticket(draw, ranges.totalTickets());
      BoxItem item = ranges.itemOf(ticket);
      UUID itemId = TransactionIds.ofItem(transactionId, draw);
      boolean due = run != null && run.isDue();
      int misses = run == null ? 0 : run.misses();
      drawn.add(new Drawn(draw, ticket, ranges.totalTickets(), itemId, item, misses, due));
      if (run != null) {
        run.drawn(item);
      }
    }
    return drawn;
  }

  private Item item(BoxItem definition, Wallet after, Surroundings at) {
    return new Item(
        definition.definitionId(),
        definition.name(),
        definition.rarity(),
        definition.valueMinor(),
        ItemState.OWNED,
        0,
        transactionId,
        after.sequence(),
        at.nowMs(),
        1);
  }
}
