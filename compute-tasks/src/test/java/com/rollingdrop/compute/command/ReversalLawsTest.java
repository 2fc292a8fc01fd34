package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A reversal undoes its target and nothing else, once. */
class ReversalLawsTest {
  private static final Set<TransactionKind> REVERSIBLE =
      Set.of(
          TransactionKind.DEPOSIT,
          TransactionKind.BOX_OPENING,
          TransactionKind.REDEMPTION,
          TransactionKind.TRANSFER_OUT,
          TransactionKind.PURCHASE,
          TransactionKind.TRADE,
          TransactionKind.PROMOTION);

  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<Histories.Choice> targets() {
    return Histories.one(
        Histories.Kind.DEPOSIT,
        Histories.Kind.OPEN,
        Histories.Kind.REDEEM,
        Histories.Kind.TRANSFER,
        Histories.Kind.BUY,
        Histories.Kind.ANSWER,
        Histories.Kind.GRANT);
  }

  @Property(tries = 500)
  void aReversalRightAfterItsTargetUndoesItExactly(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll("targets") Histories.Choice choice) {
    World world = Histories.after(history);
    LedgerCommand target = Histories.command(world, choice);
    Snapshot.Possessions before = Snapshot.possessions(world);
    Map<Account, Long> accounts = accounts(world);
    Outcome outcome = world.run(target);
    Assume.that(outcome instanceof Outcome.Done && reversible(world, target));
    LedgerEntry entry = world.entryOf(target.playerId(), target.transactionId());
    Reverse reversal = reversal(target, entry, "law");
    world.done(reversal);

    Snapshot.Possessions expected = undone(before, entry, world);
    assertThat(Snapshot.possessions(world)).isEqualTo(expected);
    assertThat(accounts(world)).isEqualTo(accounts);
    LedgerEntry mirror = world.entryOf(target.playerId(), reversal.ledgerKey().transactionId());
    assertThat(mirror.debitAccount()).isEqualTo(entry.creditAccount());
    assertThat(mirror.creditAccount()).isEqualTo(entry.debitAccount());
    assertThat(mirror.amountMinor()).isEqualTo(entry.amountMinor());
    assertThat(mirror.promoMinor()).isEqualTo(entry.promoMinor());
    world.refused(reversal(target, entry, "law again"), Refusal.REVERSED_ALREADY);
  }

  @Property
  void onlyWhatCanBeReversedIsReversedAndOnlyOnce(
      @ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    Map<LedgerKey, LedgerKey> reversals = new HashMap<>();
    world.entries.forEach(
        (key, entry) -> {
          UUID reference = entry.referenceId();
          if (entry.kind() == TransactionKind.REVERSAL && reference != null) {
            LedgerKey target = new LedgerKey(key.playerId(), reference);
            assertThat(reversals.put(target, key)).isNull();
            LedgerEntry undone = world.entryOf(key.playerId(), reference);
            assertThat(undone.sequence()).isLessThan(entry.sequence());
            assertThat(entry.itemsIn()).isEqualTo(undone.itemsOut());
            assertThat(entry.itemsOut()).isEqualTo(undone.itemsIn());
            assertThat(entry.walletDeltaMinor()).isEqualTo(-undone.walletDeltaMinor());
            assertThat(entry.promoDeltaMinor()).isEqualTo(-undone.promoDeltaMinor());
          }
        });
  }

  /** As before, but for the items of an opening, which stay as a trace, and a sale or an offer. */
  private static Snapshot.Possessions undone(
      Snapshot.Possessions before, LedgerEntry entry, World world) {
    Map<UUID, String> items = new HashMap<>(before.items());
    Map<PendingKey, Long> pending = new HashMap<>(before.pending());
    if (entry.kind() == TransactionKind.BOX_OPENING) {
      world.items.forEach(
          (key, item) -> {
            if (entry.itemsIn().contains(key.itemId())) {
              items.put(key.itemId(), key.playerId() + " has it " + ItemState.REVOKED);
            }
          });
    } else if (entry.kind() == TransactionKind.PURCHASE) {
      // It is the seller's again, but for sale no more.
      entry
          .itemsIn()
          .forEach(item -> items.put(item, entry.counterpartyId() + " has it " + ItemState.OWNED));
    } else if (entry.kind() == TransactionKind.TRADE) {
      pending.keySet().removeIf(key -> key.transactionId().equals(entry.referenceId()));
    }
    return new Snapshot.Possessions(
        before.availableMinor(), before.heldMinor(), before.promoMinor(), items, pending);
  }

  private static boolean reversible(World world, LedgerCommand target) {
    return REVERSIBLE.contains(world.entryOf(target.playerId(), target.transactionId()).kind());
  }

  private static Reverse reversal(LedgerCommand target, LedgerEntry entry, String key) {
    return new Reverse(
        target.playerId(),
        TransactionIds.ofKey(target.playerId(), key),
        target.transactionId(),
        entry.counterpartyId(),
        "a mistake");
  }

  private static Map<Account, Long> accounts(World world) {
    Map<Account, Long> balances = new EnumMap<>(Account.class);
    for (Account account : Account.values()) {
      balances.put(account, world.balanceMinor(account));
    }
    return balances;
  }
}
