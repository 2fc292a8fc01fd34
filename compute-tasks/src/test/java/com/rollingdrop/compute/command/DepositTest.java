package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DepositTest {
  private static final UUID ID = TransactionIds.ofKey(7, "key");

  private final World world = new World();

  @Test
  void opensTheWalletAndCreditsIt() {
    world.done(new Deposit(7, ID, 500));

    assertThat(world.walletOf(7).availableMinor()).isEqualTo(500);
    assertThat(world.walletOf(7).currency()).isEqualTo("USD");
    LedgerEntry entry = world.entryOf(7, ID);
    assertThat(entry.debitAccount()).isEqualTo(Account.CASH_IN);
    assertThat(entry.creditAccount()).isEqualTo(Account.PLAYER);
    assertThat(entry.walletDeltaMinor()).isEqualTo(500);
    assertThat(entry.heldDeltaMinor()).isZero();
    assertThat(entry.sequence()).isEqualTo(1);
  }

  @Test
  void aWalletDoesNotOverflow() {
    for (int i = 0; i < 100; i++) {
      world.deposit(7, Amounts.TRANSACTION_MAX_MINOR);
    }
    world.deposit(7, Amounts.BALANCE_MAX_MINOR - 100 * Amounts.TRANSACTION_MAX_MINOR);

    assertThat(world.walletOf(7).availableMinor()).isEqualTo(Amounts.BALANCE_MAX_MINOR);
    world.refused(new Deposit(7, ID, 1), Refusal.BALANCE_LIMIT_EXCEEDED);
  }

  @Test
  void refusesAmountsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Deposit(7, ID, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Deposit(7, ID, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deposit(7, ID, Amounts.TRANSACTION_MAX_MINOR + 1));
  }
}
