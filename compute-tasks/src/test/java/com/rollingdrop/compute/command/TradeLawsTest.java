package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Offers to trade and their ends, with anything happening in between. */
class TradeLawsTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final UUID OFFER = TransactionIds.ofKey(ANN, "law");
  private static final UUID ANSWER = TransactionIds.ofKey(BEN, "law");
  private static final long HOUR_MS = 3_600_000;

  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<List<Histories.Choice>> meanwhile() {
    return Histories.one(
            Histories.Kind.TRANSFER,
            Histories.Kind.REDEEM,
            Histories.Kind.LIST,
            Histories.Kind.WITHDRAW,
            Histories.Kind.ANSWER)
        .list()
        .ofMaxSize(12);
  }

  @Property
  void aTradeMovesBothSidesOrNothing(
      @ForAll("meanwhile") List<Histories.Choice> meanwhile,
      @ForAll @IntRange(min = 0, max = 3) int offeredItems,
      @ForAll @IntRange(min = 0, max = 3) int askedItems,
      @ForAll @IntRange(min = -2_500, max = 2_500) int moneyMinor) {
    World world = Histories.begin();
    List<UUID> offered = first(world, ANN, offeredItems);
    List<UUID> asked = first(world, BEN, offeredItems == 0 ? Math.max(1, askedItems) : askedItems);
    long outMinor = Math.max(0, moneyMinor);
    long inMinor = Math.max(0, -moneyMinor);
    boolean made =
        world.run(new OfferTrade(ANN, OFFER, BEN, offered, asked, outMinor, inMinor, HOUR_MS))
            instanceof Outcome.Done;
    meanwhile.forEach(choice -> Histories.play(world, choice));
    Snapshot.Possessions before = Snapshot.possessions(world);
    boolean possible =
        made
            && world.pending.containsKey(new PendingKey(ANN, OFFER))
            && free(world, ANN, offered)
            && free(world, BEN, asked)
            && before.moneyOf(ANN) >= outMinor
            && before.moneyOf(BEN) >= inMinor;
    Outcome outcome = world.run(new AnswerTrade(BEN, ANSWER, ANN, OFFER, AnswerTrade.How.ACCEPT));

    assertThat(outcome instanceof Outcome.Done).isEqualTo(possible);
    if (!possible) {
      assertThat(Snapshot.possessions(world)).isEqualTo(before);
      return;
    }
    Map<UUID, String> items = new HashMap<>(before.items());
    offered.forEach(item -> items.put(item, BEN + " has it OWNED"));
    asked.forEach(item -> items.put(item, ANN + " has it OWNED"));
    Snapshot.Possessions after = Snapshot.possessions(world);
    assertThat(after.items()).isEqualTo(items);
    assertThat(after.availableMinor())
        .containsEntry(ANN, before.moneyOf(ANN) - outMinor + inMinor)
        .containsEntry(BEN, before.moneyOf(BEN) + outMinor - inMinor);
    assertThat(after.pending()).doesNotContainKey(new PendingKey(ANN, OFFER));
    mirrored(world);
  }

  private static void mirrored(World world) {
    LedgerEntry annsHalf = world.entryOf(ANN, ANSWER);
    LedgerEntry bensHalf = world.entryOf(BEN, ANSWER);
    assertThat(annsHalf.itemsIn()).isEqualTo(bensHalf.itemsOut());
    assertThat(annsHalf.itemsOut()).isEqualTo(bensHalf.itemsIn());
    assertThat(annsHalf.walletDeltaMinor()).isEqualTo(-bensHalf.walletDeltaMinor());
    assertThat(annsHalf.amountMinor()).isEqualTo(bensHalf.amountMinor());
    assertThat(world.balanceMinor(Account.TRADE)).isZero();
  }

  @Property
  void anOfferHoldsNothingAndEndsOnceWithoutATrace(
      @ForAll("histories") List<Histories.Choice> history, @ForAll AnswerTrade.How how) {
    World world = Histories.after(history);
    world.deposit(ANN, Samples.CRATE.priceMinor());
    UUID item = world.open(ANN);
    Snapshot.Possessions before = Snapshot.possessions(world);
    world.done(new OfferTrade(ANN, OFFER, BEN, List.of(item), List.of(), 0, 0, HOUR_MS));
    assertThat(Snapshot.possessions(world).availableMinor()).isEqualTo(before.availableMinor());
    assertThat(Snapshot.possessions(world).items()).isEqualTo(before.items());
    world.passMs(how == AnswerTrade.How.EXPIRE ? HOUR_MS : HOUR_MS - 1);
    long who = how == AnswerTrade.How.ACCEPT || how == AnswerTrade.How.DECLINE ? BEN : ANN;
    world.done(new AnswerTrade(who, ANSWER, ANN, OFFER, how));

    if (how != AnswerTrade.How.ACCEPT) {
      assertThat(Snapshot.possessions(world)).isEqualTo(before);
      assertThat(world.entries)
          .containsKey(new LedgerKey(who, ANSWER))
          .doesNotContainKey(new LedgerKey(who == ANN ? BEN : ANN, ANSWER));
    }
    for (AnswerTrade.How again : AnswerTrade.How.values()) {
      world.refused(
          new AnswerTrade(who, UUID.randomUUID(), ANN, OFFER, again), Refusal.TRADE_NOT_OPEN);
    }
  }

  private static boolean free(World world, long player, List<UUID> items) {
    for (UUID id : items) {
      Item item = world.items.get(new ItemKey(player, id));
      if (item == null || item.state() != ItemState.OWNED) {
        return false;
      }
    }
    return true;
  }

  private static List<UUID> first(World world, long player, int count) {
    List<UUID> items = new ArrayList<>();
    for (ItemKey key : world.items.keySet()) {
      if (key.playerId() == player && items.size() < count) {
        items.add(key.itemId());
      }
    }
    return items;
  }
}
