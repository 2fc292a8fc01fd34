package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Traceparent;
import com.rollingdrop.grid.model.Wallet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command decided: the outcome to tell and the entries to write.
 *
 * @param wallets the new wallets of those players whose wallet changes
 * @param items items to write
 * @param itemsGone where items are no more, because they have another owner now
 * @param entries ledger entries; those of one player in the order of the player's ledger
 * @param pending pending transactions to write; those that are no longer open leave the grid
 * @param revealed server seeds that became public
 * @param sold draws of limited boxes that the players had
 * @param counters how far the players are now with boxes that guarantee something
 */
public record Decision(
    Outcome outcome,
    Map<Long, Wallet> wallets,
    Map<ItemKey, Item> items,
    Set<ItemKey> itemsGone,
    Map<LedgerKey, LedgerEntry> entries,
    Map<PendingKey, Pending> pending,
    Map<SeedKey, RevealedSeed> revealed,
    Map<BoxPlayerKey, Integer> sold,
    Map<BoxPlayerKey, GuaranteeCounter> counters) {

  static Decision refused(Refusal refusal, String detail) {
    return new Builder().outcome(new Outcome.Refused(refusal, detail));
  }

  /** Nothing to write, only to tell. */
  static Decision told(byte[] reply) {
    return new Builder().done(reply);
  }

  /** The same, and the ledger entries keep a request's place in a trace. */
  Decision traced(Traceparent traceparent) {
    if (entries.isEmpty()) {
      return this;
    }
    Map<LedgerKey, LedgerEntry> traced = new LinkedHashMap<>(entries);
    traced.replaceAll((key, entry) -> entry.traced(traceparent));
    return new Decision(
        outcome, wallets, items, itemsGone, traced, pending, revealed, sold, counters);
  }

  /** Collects what is to be written. */
  static final class Builder {
    private final Map<Long, Wallet> wallets = new LinkedHashMap<>(2);
    private final Map<ItemKey, Item> items = new LinkedHashMap<>(2);
    private final Set<ItemKey> itemsGone = new LinkedHashSet<>(2);
    private final Map<LedgerKey, LedgerEntry> entries = new LinkedHashMap<>(2);
    private final Map<PendingKey, Pending> pending = new LinkedHashMap<>(2);
    private final Map<SeedKey, RevealedSeed> revealed = new LinkedHashMap<>(2);
    // Few boxes have a stock or a guarantee, and a command opens one box.
    private Map<BoxPlayerKey, Integer> sold = Map.of();
    private Map<BoxPlayerKey, GuaranteeCounter> counters = Map.of();
    private Outcome.@Nullable Refused objection;

    Builder wallet(long playerId, Wallet wallet) {
      wallets.put(playerId, wallet);
      return this;
    }

    /**
     * A player's wallet and ledger move together. The first entry is that of the player who asks;
     * when a player's safeguards object to one, the command is refused.
     */
    Builder booked(Booking booking) {
      if (booking.objection() != null && objection == null) {
        objection = isOfAsker(booking) ? booking.objection() : Gate.ofOtherPlayer();
      }
      entries.put(booking.key(), booking.entry());
      return wallet(booking.key().playerId(), booking.wallet());
    }

    private boolean isOfAsker(Booking booking) {
      return entries.isEmpty()
          || entries.keySet().iterator().next().playerId() == booking.key().playerId();
    }

    Builder item(ItemKey key, Item item) {
      items.put(key, item);
      return this;
    }

    /** The item is with another owner from now on. */
    Builder itemMoved(ItemKey from, ItemKey to, Item item) {
      itemsGone.add(from);
      return item(to, item);
    }

    Builder pending(PendingKey key, Pending value) {
      pending.put(key, value);
      return this;
    }

    Builder revealed(SeedKey key, RevealedSeed seed) {
      revealed.put(key, seed);
      return this;
    }

    Builder sold(BoxPlayerKey key, int draws) {
      sold = Map.of(key, draws);
      return this;
    }

    Builder counter(BoxPlayerKey key, GuaranteeCounter counter) {
      counters = Map.of(key, counter);
      return this;
    }

    Decision done(byte[] reply) {
      if (objection != null) {
        return new Builder().outcome(objection);
      }
      return outcome(new Outcome.Done(reply, false));
    }

    private Decision outcome(Outcome outcome) {
      return new Decision(
          outcome, wallets, items, itemsGone, entries, pending, revealed, sold, counters);
    }
  }
}
