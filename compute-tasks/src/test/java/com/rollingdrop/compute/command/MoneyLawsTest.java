package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Deposits and withdrawals, on whatever went before. */
class MoneyLawsTest {
  private static final long ANN = 1;
  private static final UUID ID = TransactionIds.ofKey(ANN, "law");
  private static final UUID END = TransactionIds.ofKey(ANN, "law-end");
  private static final long HOUR_MS = 3_600_000;

  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Property
  void aDepositAddsItsAmountOrIsRefusedBecauseTheWalletWouldHoldTooMuch(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @LongRange(min = 1, max = Amounts.TRANSACTION_MAX_MINOR) long amountMinor,
      @ForAll @IntRange(min = 0, max = 101) int fullTimes) {
    World world = Histories.after(history);
    for (int i = 0; i < fullTimes; i++) {
      world.run(new Deposit(ANN, UUID.randomUUID(), Amounts.TRANSACTION_MAX_MINOR));
    }
    Wallet before = world.walletOf(ANN);
    Outcome outcome = world.run(new Deposit(ANN, ID, amountMinor));

    long afterMinor = before.availableMinor() + amountMinor;
    if (afterMinor > Amounts.BALANCE_MAX_MINOR) {
      assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    } else {
      assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(afterMinor);
      assertThat(world.walletOf(ANN).heldMinor()).isEqualTo(before.heldMinor());
    }
  }

  @Property
  void aWithdrawalHoldsWhatIsThereAndNothingElse(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @LongRange(min = 1, max = 6_000) long amountMinor) {
    World world = Histories.after(history);
    Wallet before = world.walletOf(ANN);
    Outcome outcome = world.run(new Withdraw(ANN, ID, amountMinor, HOUR_MS, false));

    Wallet after = world.walletOf(ANN);
    assertThat(outcome instanceof Outcome.Done).isEqualTo(amountMinor <= before.availableMinor());
    assertThat(after.availableMinor() + after.heldMinor())
        .isEqualTo(before.availableMinor() + before.heldMinor());
    assertThat(after.heldMinor() - before.heldMinor())
        .isEqualTo(outcome instanceof Outcome.Done ? amountMinor : 0);
  }

  @Property
  void aWithdrawalEndsOnceAndByItsEndTheMoneyIsOutOrBack(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @LongRange(min = 1, max = 3_000) long amountMinor,
      @ForAll EndWithdrawal.How how,
      @ForAll boolean settlesAtExpiry) {
    World world = Histories.after(history);
    world.deposit(ANN, 3_000);
    Wallet before = world.walletOf(ANN);
    long outBeforeMinor = world.balanceMinor(Account.CASH_OUT);
    world.done(new Withdraw(ANN, ID, amountMinor, HOUR_MS, settlesAtExpiry));
    boolean expires = how == EndWithdrawal.How.EXPIRE;
    world.passMs(expires ? HOUR_MS : HOUR_MS - 1);
    world.done(new EndWithdrawal(ANN, END, ID, how));

    boolean paidOut = how == EndWithdrawal.How.SETTLE || (expires && settlesAtExpiry);
    Wallet after = world.walletOf(ANN);
    assertThat(after.heldMinor()).isEqualTo(before.heldMinor());
    assertThat(after.availableMinor())
        .isEqualTo(before.availableMinor() - (paidOut ? amountMinor : 0));
    assertThat(world.balanceMinor(Account.CASH_OUT) - outBeforeMinor)
        .isEqualTo(paidOut ? amountMinor : 0);
    assertThat(world.pending).doesNotContainKey(new PendingKey(ANN, ID));
    for (EndWithdrawal.How again : EndWithdrawal.How.values()) {
      world.refused(
          new EndWithdrawal(ANN, UUID.randomUUID(), ID, again), Refusal.WITHDRAWAL_NOT_OPEN);
    }
  }
}
