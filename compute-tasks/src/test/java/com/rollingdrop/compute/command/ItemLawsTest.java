package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Openings, redemptions and transfers. */
class ItemLawsTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final UUID ID = TransactionIds.ofKey(ANN, "law");

  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  /** Of one to twenty items with tickets between one and a million. */
  @Provide
  Arbitrary<List<Long>> tickets() {
    return Arbitraries.longs().between(1, 1_000_000).list().ofMinSize(1).ofMaxSize(20);
  }

  @Property
  void anOpeningCostsItsPriceAndGivesWhatItsTicketsSay(
      @ForAll("tickets") List<Long> tickets,
      @ForAll @LongRange(min = 0, max = 2_000) long priceMinor,
      @ForAll @IntRange(min = 1, max = OpenBox.COUNT_MAX) int count) {
    BoxDefinition box = box(tickets, priceMinor);
    World world = new World(box);
    world.done(new Deposit(ANN, UUID.randomUUID(), 5_000));
    Wallet before = world.walletOf(ANN);
    Outcome outcome = world.run(new OpenBox(ANN, ID, box.boxId(), count));

    assertThat(outcome instanceof Outcome.Done).isEqualTo(priceMinor * count <= 5_000);
    if (outcome instanceof Outcome.Refused) {
      assertThat(world.items).isEmpty();
      return;
    }
    Wallet after = world.walletOf(ANN);
    assertThat(before.availableMinor() - after.availableMinor()).isEqualTo(priceMinor * count);
    assertThat(after.nonce()).isEqualTo(before.nonce() + 1);
    LedgerEntry entry = world.entryOf(ANN, ID);
    assertThat(entry.itemsIn()).hasSize(count).doesNotHaveDuplicates();
    TicketTable table = Samples.table(box);
    byte[] seed = world.at().seeds().open(ANN, before.sealedServerSeed());
    Draws draws = new Draws(seed, before.clientSeed(), after.nonce());
    for (int draw = 0; draw < count; draw++) {
      BoxItem due = table.itemOf(draws.ticket(draw, table.totalTickets()));
      Item item = world.itemOf(ANN, entry.itemsIn().get(draw));
      assertThat(item.definitionId()).isEqualTo(due.definitionId());
      assertThat(item.valueMinor()).isEqualTo(due.valueMinor());
      assertThat(item.acquiredSequence()).isEqualTo(entry.sequence());
    }
  }

  @Property
  void aRedemptionPaysTheValueOnceAndOnlyForAFreeItem(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @IntRange(min = 0, max = 200) int pointer) {
    World world = Histories.after(history);
    UUID item = any(world, pointer);
    Item before = world.items.get(new ItemKey(ANN, item));
    long beforeMinor = world.walletOf(ANN).availableMinor();
    Outcome outcome = world.run(new Redeem(ANN, ID, item));

    boolean free = before != null && before.state() == ItemState.OWNED;
    assertThat(outcome instanceof Outcome.Done).isEqualTo(free);
    assertThat(world.walletOf(ANN).availableMinor() - beforeMinor)
        .isEqualTo(before != null && free ? before.valueMinor() : 0);
    if (free) {
      assertThat(world.itemOf(ANN, item).state()).isEqualTo(ItemState.REDEEMED);
      world.refused(new Redeem(ANN, UUID.randomUUID(), item), Refusal.ITEM_NOT_AVAILABLE);
    }
  }

  @Property
  void aTransferMovesAFreeItemAndNoMoneyAndThereAndBackIsWhereItWas(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @IntRange(min = 0, max = 200) int pointer) {
    World world = Histories.after(history);
    UUID item = any(world, pointer);
    Item before = world.items.get(new ItemKey(ANN, item));
    Snapshot.Possessions possessions = Snapshot.possessions(world);
    Outcome outcome = world.run(new TransferItem(ANN, ID, item, BEN));

    boolean free = before != null && before.state() == ItemState.OWNED;
    assertThat(outcome instanceof Outcome.Done).isEqualTo(free);
    if (free) {
      assertThat(world.items).doesNotContainKey(new ItemKey(ANN, item));
      assertThat(world.itemOf(BEN, item).state()).isEqualTo(ItemState.OWNED);
      assertThat(Snapshot.possessions(world).availableMinor())
          .isEqualTo(possessions.availableMinor());
      world.done(new TransferItem(BEN, UUID.randomUUID(), item, ANN));
    }
    assertThat(Snapshot.possessions(world)).isEqualTo(possessions);
  }

  private static UUID any(World world, int pointer) {
    List<ItemKey> all = new ArrayList<>(world.items.keySet());
    return all.get(pointer % all.size()).itemId();
  }

  private static BoxDefinition box(List<Long> tickets, long priceMinor) {
    List<BoxItem> items = new ArrayList<>();
    for (int i = 0; i < tickets.size(); i++) {
      items.add(new BoxItem("item-" + i, "Item " + i, "COMMON", 10L * i, tickets.get(i)));
    }
    long total = tickets.stream().mapToLong(Long::longValue).sum();
    return new BoxDefinition("any-box", "Any", priceMinor, total, items);
  }
}
