package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A decision that lets go of a safeguard is not written, however it came about. */
class KeptSafeguardsTest {
  private static final long ANN = 1;
  private static final long DAY_MS = 86_400_000;

  private final World world = new World();

  @BeforeEach
  void guard() {
    world.setTime("2026-11-18T10:00:00Z");
    world.deposit(ANN, 10_000);
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.DAY, 500L));
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.DAY, 900L));
    world.open(ANN);
    world.done(new Pause(ANN, UUID.randomUUID(), PauseKind.SELF_EXCLUSION, 184));
  }

  @Test
  void safeguardsThatStayAsTheyAreOrGetStricterMayBeWritten() {
    assertThat(violations(guards())).isEmpty();
    assertThat(violations(guards().withPause(PauseKind.SELF_EXCLUSION, Safeguards.FOR_EVER)))
        .isEmpty();
    assertThat(violations(with(limit(499)))).isEmpty();
  }

  @Test
  void aPauseThatWouldEndEarlierIsFound() {
    long endMs = guards().untilMs(PauseKind.SELF_EXCLUSION);

    assertThat(violations(guards().withPause(PauseKind.SELF_EXCLUSION, endMs - 1)))
        .containsExactly("player 1: the SELF_EXCLUSION would end before its time");
    assertThat(violations(null)).anyMatch(v -> v.contains("would end before its time"));
  }

  @Test
  void playInAPauseIsFound() {
    assertThat(violations(guards(), TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER))
        .containsExactly("player 1: there would be play in a SELF_EXCLUSION");
  }

  @Test
  void aLimitThatWouldGiveWayIsFound() {
    long fromMs = old().nextFromMs();

    assertThat(violations(with(limit(501)))).containsExactly(loosened());
    assertThat(violations(with(limit(500).followedBy(null, fromMs - 1))))
        .containsExactly(loosened());
    assertThat(violations(with(limit(500).followedBy(900L, fromMs)))).isEmpty();
    assertThat(violations(without())).contains(loosened());
    world.passMs(DAY_MS);
    assertThat(violations(with(limit(900)))).isEmpty();
    assertThat(violations(with(limit(901)))).containsExactly(loosened());
  }

  @Test
  void aFreezeThatWouldEndUnsaidIsFound() {
    UUID freezeId = new UUID(4, 4);
    world.done(new FreezeWithdrawals(ANN, freezeId, "a signal"));

    assertThat(violations(guards().withFreeze(null)))
        .containsExactly("player 1: a freeze would end without a release");
    assertThat(violations(guards().withFreeze(new UUID(4, 5))))
        .containsExactly("player 1: a freeze would end without a release");
    assertThat(
            violations(guards(), TransactionKind.WITHDRAWAL_HOLD, Account.PLAYER, Account.ESCROW))
        .containsExactly("player 1: there would be a withdrawal in a freeze");
    assertThat(
            violations(
                guards().withFreeze(null), TransactionKind.RELEASE, Account.PLAYER, Account.PLAYER))
        .isEmpty();
  }

  @Test
  void aLimitThatWouldBeExceededIsFound() {
    Safeguards guards = guards();
    Safeguards more = guards.withTotals(Objects.requireNonNull(guards.totals()).plus(0, 251, 0));

    assertThat(violations(more)).containsExactly("player 1: a limit would be exceeded");
    assertThat(violations(with(limit(100)))).isEmpty();
  }

  private static String loosened() {
    return "player 1: a limit would give way before its time";
  }

  private Safeguards guards() {
    return Safeguards.of(world.walletOf(ANN)).at(world.at().nowMs());
  }

  private Limit old() {
    return Objects.requireNonNull(guards().limit(LimitKind.SPEND, LimitWindow.DAY));
  }

  private static Limit limit(long amountMinor) {
    return Limit.of(LimitKind.SPEND, LimitWindow.DAY, amountMinor);
  }

  private Safeguards with(Limit limit) {
    return guards().with(limit, Objects.requireNonNull(guards().totals()));
  }

  private Safeguards without() {
    return new Safeguards(List.of(), null, 0, guards().untilMs(PauseKind.SELF_EXCLUSION));
  }

  private List<String> violations(@Nullable Safeguards after) {
    return violations(after, TransactionKind.DELISTING, Account.PLAYER, Account.PLAYER);
  }

  /** What is found when a command comes along and leaves the player with these. */
  private List<String> violations(
      @Nullable Safeguards after, TransactionKind kind, Account debit, Account credit) {
    Wallet before = world.walletOf(ANN);
    LedgerKey key = new LedgerKey(ANN, new UUID(9, 9));
    Booking booking =
        Booking.of(
            key,
            before.withSafeguards(null),
            LedgerEntry.of(kind, debit, credit, 0),
            world.at().nowMs(),
            wallet -> new byte[0]);
    Booking forged = new Booking(key, booking.entry(), booking.wallet().withSafeguards(after));
    return Invariants.violations(world, new Decision.Builder().booked(forged).done(new byte[0]));
  }
}
