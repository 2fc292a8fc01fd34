package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WithdrawalTest {
  private static final long PLAYER = 7;
  private static final UUID HOLD = TransactionIds.ofKey(PLAYER, "hold");
  private static final UUID END = TransactionIds.ofKey(PLAYER, "end");
  private static final PendingKey KEY = new PendingKey(PLAYER, HOLD);
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();

  @BeforeEach
  void fund() {
    world.deposit(PLAYER, 1_000);
  }

  @Test
  void holdsTheMoneySoThatItCannotBeSpentTwice() {
    byte[] reply = world.done(hold(400, false));

    assertBalances(600, 400);
    assertThat(world.pending.get(KEY)).isNotNull();
    assertThat(world.entryOf(PLAYER, HOLD).creditAccount()).isEqualTo(Account.ESCROW);
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .contains("\"kind\":\"WITHDRAWAL_HOLD\"", "\"balanceMinor\":600", "\"heldMinor\":400")
        .contains("\"expiresAt\":\"1970-01-01T01:00:05Z\"");
    world.refused(new Withdraw(PLAYER, END, 601, HOUR_MS, false), Refusal.INSUFFICIENT_FUNDS);
  }

  @Test
  void settlingPaysOut() {
    world.done(hold(400, false));
    world.done(end(EndWithdrawal.How.SETTLE));

    assertBalances(600, 0);
    assertThat(world.entryOf(PLAYER, END).creditAccount()).isEqualTo(Account.CASH_OUT);
    assertThat(world.entryOf(PLAYER, END).referenceId()).isEqualTo(HOLD);
    assertEnded(PendingState.SETTLED);
  }

  @Test
  void voidingGivesBack() {
    world.done(hold(400, false));
    world.done(end(EndWithdrawal.How.VOID));

    assertBalances(1_000, 0);
    assertEnded(PendingState.VOIDED);
  }

  @Test
  void endsOnce() {
    world.done(hold(400, false));
    world.done(end(EndWithdrawal.How.SETTLE));

    UUID other = TransactionIds.ofKey(PLAYER, "other");
    world.refused(
        new EndWithdrawal(PLAYER, other, HOLD, EndWithdrawal.How.VOID),
        Refusal.WITHDRAWAL_NOT_OPEN);
    assertThat(world.run(end(EndWithdrawal.How.SETTLE)))
        .isInstanceOfSatisfying(Outcome.Done.class, d -> assertThat(d.replayed()).isTrue());
    assertBalances(600, 0);
  }

  @Test
  void givesBackByItselfWhenItsTimeIsUp() {
    world.done(hold(400, false));
    world.passMs(HOUR_MS);
    world.done(EndWithdrawal.expired(KEY));

    assertBalances(1_000, 0);
    assertEnded(PendingState.EXPIRED);
  }

  @Test
  void paysOutByItselfWhenThatWasAskedFor() {
    world.done(hold(400, true));
    world.passMs(HOUR_MS);
    world.done(EndWithdrawal.expired(KEY));

    assertBalances(600, 0);
    assertThat(world.ledgerOf(PLAYER).get(2).kind())
        .isEqualTo(TransactionKind.WITHDRAWAL_SETTLEMENT);
  }

  @Test
  void doesNotExpireBeforeItsTimeAndIsNotEndedByHandAfterIt() {
    world.done(hold(400, false));
    world.passMs(HOUR_MS - 1);
    world.refused(EndWithdrawal.expired(KEY), Refusal.WITHDRAWAL_NOT_OPEN);

    world.passMs(1);
    world.refused(end(EndWithdrawal.How.SETTLE), Refusal.WITHDRAWAL_NOT_OPEN);
    assertBalances(600, 400);
  }

  @Test
  void anotherPlayersWithdrawalIsNotFound() {
    world.done(hold(400, false));
    world.deposit(8, 1);

    world.refused(
        new EndWithdrawal(8, END, HOLD, EndWithdrawal.How.VOID), Refusal.WITHDRAWAL_NOT_OPEN);
  }

  @Test
  void refusesTimesAndAmountsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> hold(0, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Withdraw(PLAYER, HOLD, 1, Withdraw.HOLD_MIN_MS - 1, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Withdraw(PLAYER, HOLD, 1, Withdraw.HOLD_MAX_MS + 1, false));
  }

  private static Withdraw hold(long amountMinor, boolean settlesAtExpiry) {
    return new Withdraw(PLAYER, HOLD, amountMinor, HOUR_MS, settlesAtExpiry);
  }

  private static EndWithdrawal end(EndWithdrawal.How how) {
    return new EndWithdrawal(PLAYER, END, HOLD, how);
  }

  private void assertBalances(long availableMinor, long heldMinor) {
    assertThat(world.walletOf(PLAYER).availableMinor()).isEqualTo(availableMinor);
    assertThat(world.walletOf(PLAYER).heldMinor()).isEqualTo(heldMinor);
  }

  private void assertEnded(PendingState state) {
    assertThat(world.pending).doesNotContainKey(KEY);
    assertThat(world.ended.get(KEY))
        .isNotNull()
        .satisfies(p -> assertThat(p.state()).isEqualTo(state));
  }
}
