package com.rollingdrop.compute.command;

import static com.rollingdrop.grid.model.LimitKind.DEPOSIT;
import static com.rollingdrop.grid.model.LimitKind.LOSS;
import static com.rollingdrop.grid.model.LimitKind.SPEND;
import static com.rollingdrop.grid.model.LimitWindow.DAY;
import static com.rollingdrop.grid.model.LimitWindow.MONTH;
import static com.rollingdrop.grid.model.LimitWindow.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What limits let through and what not. The sample crate costs 250. */
class LimitTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();

  @BeforeEach
  void begin() {
    world.setTime("2026-11-18T10:00:00Z"); // a Wednesday
    world.deposit(ANN, 10_000);
    world.deposit(BOB, 10_000);
  }

  @Test
  void depositsStopAtTheDepositLimitToTheCoin() {
    set(ANN, DEPOSIT, DAY, 10_500L);

    refused(deposit(ANN, 501), Refusal.LIMIT_REACHED);
    world.done(deposit(ANN, 500));
    refused(deposit(ANN, 1), Refusal.LIMIT_REACHED);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(10_500);
  }

  @Test
  void withdrawalsMakeNoRoomForDeposits() {
    set(ANN, DEPOSIT, DAY, 10_000L);
    UUID withdrawal = UUID.randomUUID();
    world.done(new Withdraw(ANN, withdrawal, 9_000, HOUR_MS, false));
    world.done(new EndWithdrawal(ANN, UUID.randomUUID(), withdrawal, EndWithdrawal.How.SETTLE));

    refused(deposit(ANN, 1), Refusal.LIMIT_REACHED);
  }

  @Test
  void noLimitRefusesAWithdrawal() {
    set(ANN, DEPOSIT, DAY, 0L);
    set(ANN, SPEND, DAY, 0L);
    set(ANN, LOSS, DAY, 0L);

    world.done(new Withdraw(ANN, UUID.randomUUID(), 10_000, HOUR_MS, false));
  }

  @Test
  void openingsStopAtTheSpendLimitAndTheRefusalSaysWhy() {
    set(ANN, SPEND, WEEK, 700L);
    world.open(ANN);
    world.open(ANN);

    Outcome outcome = world.run(open(ANN));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Refused(
                Refusal.LIMIT_REACHED,
                "The spend limit per week is 700 minor units, 500 of it used, and this is 250 more;"
                    + " the week ends at 2026-11-23T00:00:00Z."));
  }

  @Test
  void whatAnOpeningGivesBackMakesRoomForLossesButNotForSpending() {
    set(ANN, LOSS, DAY, 450L);
    UUID item = world.open(ANN);
    refused(open(ANN), Refusal.LIMIT_REACHED);

    world.done(new Redeem(ANN, UUID.randomUUID(), item));
    world.open(ANN);

    set(ANN, SPEND, DAY, 500L);
    refused(open(ANN), Refusal.LIMIT_REACHED);
  }

  @Test
  void aLossIsNeverLessThanNothing() {
    UUID item = world.open(ANN);
    world.setTime("2026-11-19T10:00:00Z");
    set(ANN, LOSS, DAY, 250L);
    long back = world.itemOf(ANN, item).valueMinor();
    world.done(new Redeem(ANN, UUID.randomUUID(), item));

    assertThat(totals(ANN).of(DAY).returnedMinor()).isEqualTo(back);
    assertThat(totals(ANN).of(DAY).usedMinor(LOSS)).isZero();
    assertThat(totals(ANN).of(WEEK).usedMinor(LOSS)).isEqualTo(Math.max(0, 250 - back));
  }

  @ParameterizedTest
  @CsvSource({
    "DAY,   2026-11-18T23:59:59.999Z, 2026-11-19T00:00:00Z",
    "WEEK,  2026-11-22T23:59:59.999Z, 2026-11-23T00:00:00Z",
    "MONTH, 2026-11-30T23:59:59.999Z, 2026-12-01T00:00:00Z"
  })
  void aWindowThatEndsTakesWhatWasUsedWithIt(LimitWindow window, String last, String next) {
    set(ANN, SPEND, window, 250L);
    world.open(ANN);

    world.setTime(last);
    refused(open(ANN), Refusal.LIMIT_REACHED);
    world.setTime(next);
    world.open(ANN);
    refused(open(ANN), Refusal.LIMIT_REACHED);
  }

  @Test
  void theLeapDayIsADayOfItsOwnAndOfItsMonth() {
    world.setTime("2028-02-28T12:00:00Z");
    set(ANN, SPEND, DAY, 250L);
    set(ANN, SPEND, MONTH, 500L);
    world.open(ANN);
    world.setTime("2028-02-29T12:00:00Z");
    world.open(ANN);
    refused(open(ANN), Refusal.LIMIT_REACHED);
    world.setTime("2028-03-01T00:00:00Z");
    world.open(ANN);
  }

  @Test
  void aWindowBeginsInTheOperatorsZone() {
    world.setRules(Samples.rules(86_400_000, ZoneId.of("Asia/Tokyo")));
    set(ANN, SPEND, DAY, 250L);
    world.open(ANN);

    world.setTime("2026-11-18T14:59:59.999Z");
    refused(open(ANN), Refusal.LIMIT_REACHED);
    world.setTime("2026-11-18T15:00:00Z");
    world.open(ANN);
  }

  @Test
  void anotherZoneHoldsFromTheWindowAfterTheNextLimitOn() {
    set(ANN, SPEND, DAY, 250L);
    world.open(ANN);
    world.setRules(Samples.rules(86_400_000, ZoneId.of("Asia/Tokyo")));
    set(ANN, SPEND, MONTH, 100_000L);

    world.setTime("2026-11-18T23:59:59.999Z");
    refused(open(ANN), Refusal.LIMIT_REACHED);
    world.setTime("2026-11-19T00:00:00Z");
    world.open(ANN);
    world.setTime("2026-11-19T15:00:00Z");
    world.open(ANN);
  }

  @Test
  void aClockThatIsBehindDoesNotBringAnEarlierWindowBack() {
    world.setTime("2026-11-19T00:00:00.010Z");
    set(ANN, SPEND, DAY, 250L);
    world.open(ANN);

    world.setTime("2026-11-18T23:59:59.990Z");
    refused(open(ANN), Refusal.LIMIT_REACHED);
    world.setTime("2026-11-19T00:00:00.020Z");
    refused(open(ANN), Refusal.LIMIT_REACHED);
  }

  @Test
  void aPurchaseIsSpendingAndASaleBringsMoneyBack() {
    UUID item = world.open(BOB);
    set(BOB, LOSS, DAY, 250L);
    set(ANN, SPEND, DAY, 299L);
    world.done(new ListItem(BOB, UUID.randomUUID(), item, 300));

    BuyListing purchase = new BuyListing(ANN, UUID.randomUUID(), BOB, item, 300);
    refused(purchase, Refusal.LIMIT_REACHED);
    refused(open(BOB), Refusal.LIMIT_REACHED);

    world.setTime("2026-11-19T00:00:00Z");
    set(ANN, SPEND, WEEK, 1_000L);
    set(ANN, SPEND, DAY, null);
    world.passMs(24 * HOUR_MS);
    world.done(purchase);

    assertThat(totals(ANN).of(DAY).spentMinor()).isEqualTo(300);
    assertThat(totals(BOB).of(DAY).returnedMinor()).isEqualTo(285);
  }

  @Test
  void moneyGivenInATradeIsSpentByWhoGivesIt() {
    UUID item = world.open(BOB);
    set(ANN, SPEND, DAY, 400L);
    set(BOB, LOSS, DAY, 1_000L);
    UUID offer = UUID.randomUUID();
    world.done(new OfferTrade(BOB, offer, ANN, List.of(item), List.of(), 0, 401, HOUR_MS));
    refused(accept(ANN, BOB, offer), Refusal.LIMIT_REACHED);

    UUID lower = UUID.randomUUID();
    world.done(new OfferTrade(BOB, lower, ANN, List.of(item), List.of(), 0, 400, HOUR_MS));
    world.done(accept(ANN, BOB, lower));

    assertThat(totals(ANN).of(DAY).spentMinor()).isEqualTo(400);
    assertThat(totals(BOB).of(DAY).returnedMinor()).isEqualTo(400);
  }

  @Test
  void nobodyLearnsOfTheOthersLimits() {
    UUID item = world.open(BOB);
    UUID offer = UUID.randomUUID();
    world.done(new OfferTrade(ANN, offer, BOB, List.of(), List.of(item), 400, 0, HOUR_MS));
    set(ANN, SPEND, DAY, 399L);

    assertThat(world.run(accept(BOB, ANN, offer)))
        .isEqualTo(
            new Outcome.Refused(
                Refusal.COUNTERPARTY_UNAVAILABLE, "The other player cannot take part now."));
    assertThat(world.pending).hasSize(1);
  }

  @Test
  void aBatchStopsAtALimitAsAWholeAlsoAtOneThatItSets() {
    LedgerCommand limit = new SetLimit(ANN, UUID.randomUUID(), SPEND, DAY, 500L);
    refused(batch(limit, open(ANN), open(ANN), open(ANN)), Refusal.BATCH_REFUSED);
    assertThat(world.walletOf(ANN).safeguards()).isNull();

    world.done(batch(open(ANN), limit, open(ANN)));
    assertThat(totals(ANN).of(DAY).spentMinor()).isEqualTo(500);
    assertThat(world.run(batch(open(ANN))))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.detail()).startsWith("Command 0 of the batch: LIMIT_REACHED: "));
  }

  @Test
  void aBatchMayLowerALimitBelowWhatItHasUsedItself() {
    set(ANN, SPEND, DAY, 500L);
    world.done(batch(open(ANN), new SetLimit(ANN, UUID.randomUUID(), SPEND, DAY, 100L)));

    assertThat(totals(ANN).of(DAY).spentMinor()).isEqualTo(250);
    refused(open(ANN), Refusal.LIMIT_REACHED);
  }

  @Test
  void aReversedOpeningGivesItsSpendBackToTheWindowsThatStillHoldIt() {
    set(ANN, SPEND, MONTH, 500L);
    OpenBox early = open(ANN);
    world.done(early);
    world.setTime("2026-11-25T10:00:00Z");
    OpenBox late = open(ANN);
    world.done(late);
    refused(open(ANN), Refusal.LIMIT_REACHED);

    world.done(reverse(ANN, early));

    assertThat(totals(ANN).of(DAY).spentMinor()).isEqualTo(250);
    assertThat(totals(ANN).of(WEEK).spentMinor()).isEqualTo(250);
    assertThat(totals(ANN).of(MONTH).spentMinor()).isEqualTo(250);
    world.open(ANN);

    world.setTime("2026-12-01T00:00:00Z");
    world.done(reverse(ANN, late));
    assertThat(totals(ANN).of(MONTH).spentMinor()).isZero();
  }

  @Test
  void aReversalIsNeverRefusedByALimit() {
    set(ANN, LOSS, DAY, 450L);
    UUID item = world.open(ANN);
    Redeem redemption = new Redeem(ANN, UUID.randomUUID(), item);
    world.done(redemption);
    world.open(ANN);

    world.done(reverse(ANN, redemption));

    assertThat(totals(ANN).of(DAY).usedMinor(LOSS)).isEqualTo(500);
    refused(open(ANN), Refusal.LIMIT_REACHED);
  }

  @Test
  void theLimitThatIsLeftHoldsWhenAnotherIsRemoved() {
    set(ANN, SPEND, DAY, 250L);
    set(ANN, SPEND, WEEK, 500L);
    set(ANN, SPEND, DAY, null);
    world.open(ANN);
    world.passMs(24 * HOUR_MS);

    world.open(ANN);
    refused(open(ANN), Refusal.LIMIT_REACHED);
  }

  private void set(long player, LimitKind kind, LimitWindow window, @Nullable Long amountMinor) {
    world.done(new SetLimit(player, UUID.randomUUID(), kind, window, amountMinor));
  }

  private void refused(Command command, Refusal refusal) {
    world.refused(command, refusal);
  }

  private static Deposit deposit(long player, long amountMinor) {
    return new Deposit(player, UUID.randomUUID(), amountMinor);
  }

  private static OpenBox open(long player) {
    return new OpenBox(player, UUID.randomUUID(), "crate", 1);
  }

  private static AnswerTrade accept(long player, long offerer, UUID offer) {
    return new AnswerTrade(player, UUID.randomUUID(), offerer, offer, AnswerTrade.How.ACCEPT);
  }

  private static Reverse reverse(long player, LedgerCommand target) {
    return new Reverse(player, UUID.randomUUID(), target.transactionId(), null, "a mistake");
  }

  private static Batch batch(LedgerCommand... commands) {
    return new Batch(ANN, UUID.randomUUID(), List.of(commands));
  }

  private PlayTotals totals(long player) {
    return Objects.requireNonNull(Safeguards.of(world.walletOf(player)).totals());
  }
}
