package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Wallet;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DepositTest {
  private static final UUID ID = TransactionIds.ofKey(7, "key");

  private final Surroundings at = Samples.surroundings();

  @Test
  void opensTheWalletAndCreditsIt() {
    Decision decision = new Deposit(7, ID, 500).decide(null, at);

    Wallet wallet = Objects.requireNonNull(decision.wallet());
    assertThat(wallet.availableMinor()).isEqualTo(500);
    assertThat(wallet.currency()).isEqualTo("USD");
    LedgerEntry entry = Objects.requireNonNull(decision.entry());
    assertThat(entry.debitAccount()).isEqualTo(Account.CASH_IN);
    assertThat(entry.creditAccount()).isEqualTo(Account.PLAYER);
    assertThat(entry.walletDeltaMinor()).isEqualTo(500);
    assertThat(entry.sequence()).isEqualTo(1);
  }

  @Test
  void aWalletDoesNotOverflow() {
    Wallet opened = Objects.requireNonNull(new Deposit(7, ID, 1).decide(null, at).wallet());
    Wallet full = opened.afterEntry(Amounts.BALANCE_MAX_MINOR, 0, 1);

    assertThat(new Deposit(7, ID, 1).decide(full, at).outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.refusal()).isEqualTo(Refusal.BALANCE_LIMIT_EXCEEDED));
  }

  @Test
  void refusesAmountsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Deposit(7, ID, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Deposit(7, ID, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deposit(7, ID, Amounts.TRANSACTION_MAX_MINOR + 1));
  }
}
