package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stop on withdrawals stops, what it lets go on, and what ends it. */
class FreezeTest {
  private static final long ANN = 1;
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();
  private final UUID freezeId = UUID.randomUUID();

  @BeforeEach
  void begin() {
    world.setTime("2026-11-18T10:00:00Z");
    world.deposit(ANN, 10_000);
  }

  @Test
  void aFreezeStopsWithdrawalsUntilItIsReleased() {
    byte[] frozen = world.done(freeze(freezeId, "signal 7"));
    world.refused(withdraw(100), Refusal.WITHDRAWALS_FROZEN);
    world.passMs(1_000 * HOUR_MS);
    world.refused(withdraw(100), Refusal.WITHDRAWALS_FROZEN);
    byte[] released = world.done(release(freezeId));
    world.done(withdraw(100));

    assertThat(text(frozen))
        .endsWith("\"kind\":\"FREEZE\",\"sequence\":2,\"reason\":\"signal 7\"}");
    assertThat(text(released))
        .endsWith("\"freezeId\":\"" + freezeId + "\",\"reason\":\"looked into\"}");
    assertThat(world.ledgerOf(ANN).stream().map(LedgerEntry::kind))
        .containsExactly(
            TransactionKind.DEPOSIT,
            TransactionKind.FREEZE,
            TransactionKind.RELEASE,
            TransactionKind.WITHDRAWAL_HOLD);
    assertThat(world.walletOf(ANN).safeguards()).isNull();
  }

  @Test
  void aReasonThatWasReleasedDoesNotFreezeAgain() {
    world.done(freeze(freezeId, "signal 7"));
    world.done(release(freezeId));

    assertThat(world.run(freeze(freezeId, "signal 7")))
        .isInstanceOfSatisfying(Outcome.Done.class, done -> assertThat(done.replayed()).isTrue());
    world.done(withdraw(100));
  }

  @Test
  void frozenTwiceTheLaterFreezeHasToBeReleased() {
    UUID later = UUID.randomUUID();
    world.done(freeze(freezeId, "signal 7"));
    world.done(freeze(later, "signal 8"));

    assertThat(world.run(release(freezeId)))
        .isEqualTo(
            new Outcome.Refused(
                Refusal.FREEZE_NOT_FOUND, "The player's withdrawals are frozen by " + later + "."));
    world.refused(withdraw(100), Refusal.WITHDRAWALS_FROZEN);
    world.done(release(later));
    world.refused(release(later), Refusal.FREEZE_NOT_FOUND);
    world.done(withdraw(100));
  }

  @Test
  void whatWasHeldBeforeComesToItsEnd() {
    Withdraw paid = withdraw(100);
    Withdraw stopped = withdraw(200);
    Withdraw forgotten = withdraw(300);
    List.of(paid, stopped, forgotten).forEach(world::done);
    world.done(freeze(freezeId, "signal 7"));

    world.done(end(paid, EndWithdrawal.How.SETTLE));
    world.done(end(stopped, EndWithdrawal.How.VOID));
    world.passMs(HOUR_MS);
    world.done(end(forgotten, EndWithdrawal.How.EXPIRE));

    assertThat(world.walletOf(ANN).heldMinor()).isZero();
    assertThat(Safeguards.of(world.walletOf(ANN)).freezeId()).isEqualTo(freezeId);
  }

  @Test
  void everythingElseGoesOn() {
    world.done(freeze(freezeId, "signal 7"));

    UUID item = world.open(ANN);
    world.done(new Redeem(ANN, UUID.randomUUID(), item));
    world.deposit(ANN, 500);
    world.done(new Pause(ANN, UUID.randomUUID(), PauseKind.COOL_OFF, 1));

    assertThat(Safeguards.of(world.walletOf(ANN)).freezeId()).isEqualTo(freezeId);
  }

  @Test
  void aFreezeIsNotReversed() {
    world.done(freeze(freezeId, "signal 7"));

    world.refused(
        new Reverse(ANN, UUID.randomUUID(), freezeId, null, "a mistake"), Refusal.NOT_REVERSIBLE);
  }

  @Test
  void inABatchAFreezeStopsWhatFollowsIt() {
    world.refused(
        new Batch(ANN, UUID.randomUUID(), List.of(freeze(freezeId, "signal 7"), withdraw(100))),
        Refusal.BATCH_REFUSED);
    world.done(
        new Batch(
            ANN,
            UUID.randomUUID(),
            List.of(freeze(freezeId, "signal 7"), release(freezeId), withdraw(100))));
  }

  @Test
  void aReasonIsGiven() {
    assertThatIllegalArgumentException().isThrownBy(() -> freeze(freezeId, " "));
    assertThatIllegalArgumentException().isThrownBy(() -> freeze(freezeId, "x".repeat(201)));
  }

  private static FreezeWithdrawals freeze(UUID id, String reason) {
    return new FreezeWithdrawals(ANN, id, reason);
  }

  private static ReleaseWithdrawals release(UUID freezeId) {
    return new ReleaseWithdrawals(ANN, UUID.randomUUID(), freezeId, "looked into");
  }

  private static Withdraw withdraw(long amountMinor) {
    return new Withdraw(ANN, UUID.randomUUID(), amountMinor, HOUR_MS, false);
  }

  private static EndWithdrawal end(Withdraw hold, EndWithdrawal.How how) {
    return new EndWithdrawal(ANN, UUID.randomUUID(), hold.transactionId(), how);
  }

  private static String text(byte[] reply) {
    return new String(reply, StandardCharsets.UTF_8);
  }
}
