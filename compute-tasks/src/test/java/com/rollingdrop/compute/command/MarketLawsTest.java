package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Sales between players. */
class MarketLawsTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final UUID ID = TransactionIds.ofKey(ANN, "law");
  private static final UUID BUY = TransactionIds.ofKey(BEN, "law");

  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Property
  void theFeeIsExactAndBetweenNothingAndThePrice(
      @ForAll @LongRange(min = 1, max = Amounts.TRANSACTION_MAX_MINOR) long priceMinor,
      @ForAll @IntRange(min = 0, max = Rules.MARKET_FEE_MAX_BASIS_POINTS) int basisPoints) {
    BigDecimal exact =
        BigDecimal.valueOf(priceMinor)
            .multiply(BigDecimal.valueOf(basisPoints))
            .divide(BigDecimal.valueOf(10_000));

    assertThat(Samples.rules(basisPoints).marketFeeMinor(priceMinor))
        .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact())
        .isBetween(0L, priceMinor);
  }

  @Property
  void whatTheBuyerPaysIsWhatTheSellerAndTheMarketGet(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @LongRange(min = 1, max = 9_000) long priceMinor) {
    World world = Histories.after(history);
    UUID item = world.open(fund(world, ANN));
    world.done(new ListItem(ANN, ID, item, priceMinor));
    Snapshot.Possessions before = Snapshot.possessions(world);
    long marketBeforeMinor = world.balanceMinor(Account.MARKET);
    Outcome outcome = world.run(new BuyListing(BEN, BUY, ANN, item, priceMinor));

    boolean affordable = before.moneyOf(BEN) >= priceMinor;
    assertThat(outcome instanceof Outcome.Done).isEqualTo(affordable);
    if (!affordable) {
      assertThat(Snapshot.possessions(world)).isEqualTo(before);
      return;
    }
    long feeMinor = Samples.RULES.marketFeeMinor(priceMinor);
    assertThat(world.walletOf(BEN).availableMinor()).isEqualTo(before.moneyOf(BEN) - priceMinor);
    assertThat(world.walletOf(ANN).availableMinor())
        .isEqualTo(before.moneyOf(ANN) + priceMinor - feeMinor);
    assertThat(world.balanceMinor(Account.MARKET) - marketBeforeMinor).isEqualTo(feeMinor);
    assertThat(world.items).doesNotContainKey(new ItemKey(ANN, item));
    assertThat(world.itemOf(BEN, item).state()).isEqualTo(ItemState.OWNED);
  }

  @Property
  void aListingThatIsTakenBackHasChangedNothing(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @LongRange(min = 1, max = Amounts.TRANSACTION_MAX_MINOR) long priceMinor) {
    World world = Histories.after(history);
    UUID item = world.open(fund(world, ANN));
    Snapshot.Possessions before = Snapshot.possessions(world);
    world.done(new ListItem(ANN, ID, item, priceMinor));
    world.refused(new TransferItem(ANN, UUID.randomUUID(), item, BEN), Refusal.ITEM_NOT_AVAILABLE);
    world.done(new CancelListing(ANN, UUID.randomUUID(), item));

    assertThat(Snapshot.possessions(world)).isEqualTo(before);
  }

  private static long fund(World world, long player) {
    world.deposit(player, Samples.CRATE.priceMinor());
    return player;
  }
}
