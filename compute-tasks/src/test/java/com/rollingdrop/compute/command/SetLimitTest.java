package com.rollingdrop.compute.command;

import static com.rollingdrop.grid.model.LimitKind.DEPOSIT;
import static com.rollingdrop.grid.model.LimitKind.SPEND;
import static com.rollingdrop.grid.model.LimitWindow.DAY;
import static com.rollingdrop.grid.model.LimitWindow.MONTH;
import static com.rollingdrop.grid.model.LimitWindow.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a limit holds that a player asks for. The sample crate costs 250. */
class SetLimitTest {
  private static final long ANN = 1;
  private static final long DAY_MS = 86_400_000;

  private final World world = new World();

  @BeforeEach
  void begin() {
    world.setTime("2026-11-18T10:00:00Z");
    world.deposit(ANN, 100_000);
  }

  @Test
  void aFirstLimitHoldsAtOnceAndStandsInTheLedger() {
    UUID id = UUID.randomUUID();
    byte[] reply = world.done(new SetLimit(ANN, id, SPEND, DAY, 0L));

    LedgerEntry entry = world.entryOf(ANN, id);
    assertThat(entry.kind()).isEqualTo(TransactionKind.LIMIT_CHANGE);
    assertThat(entry.amountMinor()).isZero();
    assertThat(text(reply))
        .isEqualTo(
            "{\"transactionId\":\""
                + id
                + "\",\"kind\":\"LIMIT_CHANGE\",\"sequence\":2,\"limit\":\"SPEND\","
                + "\"window\":\"DAY\",\"amountMinor\":0,\"next\":null}");
    world.refused(open(), Refusal.LIMIT_REACHED);
  }

  @Test
  void aLowerLimitHoldsAtOnce() {
    set(500L);
    world.open(ANN);
    set(499L);

    world.refused(open(), Refusal.LIMIT_REACHED);
    assertThat(limit().hasNext()).isFalse();
  }

  @Test
  void aHigherLimitHoldsExactlyWhenItsTimeHasCome() {
    set(250L);
    String reply = set(100_000L);
    world.open(ANN);

    assertThat(reply)
        .endsWith(
            "\"amountMinor\":250,\"next\":{\"amountMinor\":100000,\"from\":\"2026-11-19T10:00:00Z\"}}");
    world.setTime("2026-11-19T00:00:00Z");
    world.open(ANN);
    world.setTime("2026-11-19T09:59:59.999Z");
    world.refused(open(), Refusal.LIMIT_REACHED);
    world.setTime("2026-11-19T10:00:00Z");
    world.open(ANN);
    assertThat(limit().amountMinor()).isEqualTo(100_000);
  }

  @Test
  void theOperatorSetsTheDelay() {
    world.setRules(Samples.rules(7 * DAY_MS, world.at().rules().limitsZone()));
    set(250L);
    set(1_000L);

    assertThat(limit().nextFromMs()).isEqualTo(world.at().nowMs() + 7 * DAY_MS);
  }

  @Test
  void aLimitThatIsToBeRemovedHoldsUntilItsTimeHasCome() {
    set(250L);
    assertThat(set(null))
        .endsWith("\"next\":{\"amountMinor\":null,\"from\":\"2026-11-19T10:00:00Z\"}}");
    world.open(ANN);
    world.refused(open(), Refusal.LIMIT_REACHED);

    world.passMs(DAY_MS - 1);
    world.open(ANN);
    world.refused(open(), Refusal.LIMIT_REACHED);
    world.passMs(1);
    world.open(ANN);

    assertThat(world.walletOf(ANN).safeguards()).isNull();
  }

  @Test
  void aLowerOrTheSameLimitTakesBackWhatWasToFollow() {
    set(500L);
    set(1_000L);
    set(500L);
    assertThat(limit().hasNext()).isFalse();

    set(null);
    set(400L);
    world.passMs(10 * DAY_MS);
    world.done(new Deposit(ANN, UUID.randomUUID(), 1));

    assertThat(limit().amountMinor()).isEqualTo(400);
  }

  @Test
  void toAskAgainForNoMoreDoesNotBeginTheDelayAnew() {
    set(250L);
    set(1_000L);
    long fromMs = limit().nextFromMs();
    world.passMs(DAY_MS / 2);

    set(1_000L);
    assertThat(limit().nextFromMs()).isEqualTo(fromMs);
    set(900L);
    assertThat(limit().nextFromMs()).isEqualTo(fromMs);
    assertThat(limit().nextMinor()).isEqualTo(900);
  }

  @Test
  void toAskForMoreBeginsTheDelayAnew() {
    set(250L);
    set(1_000L);
    world.passMs(DAY_MS / 2);
    long nowMs = world.at().nowMs();

    set(1_001L);
    assertThat(limit().nextFromMs()).isEqualTo(nowMs + DAY_MS);
    world.passMs(5);
    set(null);
    assertThat(limit().nextFromMs()).isEqualTo(nowMs + 5 + DAY_MS);
    world.passMs(5);
    set(null);
    assertThat(limit().nextFromMs()).isEqualTo(nowMs + 5 + DAY_MS);
  }

  @Test
  void raiseThenLowerThenRaiseWaitsAnew() {
    set(250L);
    set(1_000L);
    world.passMs(DAY_MS - 1);
    set(200L);
    set(1_000L);
    world.passMs(1);

    assertThat(limit().at(world.at().nowMs())).isNotNull();
    world.refused(open(), Refusal.LIMIT_REACHED);
  }

  @Test
  void aHigherLimitThatHoldsIsTheOneToBeRaisedFrom() {
    set(250L);
    set(1_000L);
    world.passMs(DAY_MS);
    set(900L);

    assertThat(limit().amountMinor()).isEqualTo(900);
    assertThat(limit().hasNext()).isFalse();
  }

  @Test
  void limitsOfOtherKindsAndWindowsAreTheirOwn() {
    set(250L);
    world.done(new SetLimit(ANN, UUID.randomUUID(), SPEND, WEEK, 800L));
    world.done(new SetLimit(ANN, UUID.randomUUID(), DEPOSIT, MONTH, 100_000L));
    set(200L);

    assertThat(safeguards().limits())
        .extracting(l -> l.kind() + " " + l.window() + " " + l.amountMinor())
        .containsExactly("DEPOSIT MONTH 100000", "SPEND DAY 200", "SPEND WEEK 800");
  }

  @Test
  void toRemoveALimitThatIsNotThereChangesNothing() {
    assertThat(set(null)).endsWith("\"amountMinor\":null,\"next\":null}");
    assertThat(world.walletOf(ANN).safeguards()).isNull();
  }

  @Test
  void aPlayerCanSetALimitBeforeAnythingElse() {
    world.done(new SetLimit(7, UUID.randomUUID(), DEPOSIT, DAY, 5L));

    world.refused(new Deposit(7, UUID.randomUUID(), 6), Refusal.LIMIT_REACHED);
    world.done(new Deposit(7, UUID.randomUUID(), 5));
  }

  @Test
  void aRepetitionGetsTheFirstReplyAndChangesNothing() {
    set(500L);
    UUID id = UUID.randomUUID();
    SetLimit raise = new SetLimit(ANN, id, SPEND, DAY, 1_000L);
    byte[] reply = world.done(raise);
    Safeguards before = safeguards();
    world.passMs(5_000);

    assertThat(world.run(raise)).isEqualTo(new Outcome.Done(reply, true));
    assertThat(safeguards()).isSameAs(before);
    world.refused(new SetLimit(ANN, id, SPEND, DAY, 1_001L), Refusal.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void nobodyReversesALimit() {
    UUID id = UUID.randomUUID();
    world.done(new SetLimit(ANN, id, SPEND, DAY, 5L));

    world.refused(
        new Reverse(ANN, UUID.randomUUID(), id, null, "let them play"), Refusal.NOT_REVERSIBLE);
  }

  @Test
  void refusesAmountsThatNoLimitCanHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SetLimit(ANN, UUID.randomUUID(), SPEND, DAY, -1L));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SetLimit(ANN, UUID.randomUUID(), SPEND, DAY, Amounts.BALANCE_MAX_MINOR + 1));
  }

  private String set(@Nullable Long amountMinor) {
    return text(world.done(new SetLimit(ANN, UUID.randomUUID(), SPEND, DAY, amountMinor)));
  }

  private static OpenBox open() {
    return new OpenBox(ANN, UUID.randomUUID(), "crate", 1);
  }

  private Safeguards safeguards() {
    return Safeguards.of(world.walletOf(ANN));
  }

  private Limit limit() {
    return Objects.requireNonNull(safeguards().limit(SPEND, DAY));
  }

  private static String text(byte[] reply) {
    return new String(reply, StandardCharsets.UTF_8);
  }
}
