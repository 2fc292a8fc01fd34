package com.rollingdrop.compute.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class AuditTallyTest {
  @Test
  void eachPairOfSumsThatDoesNotAgreeIsNamed() {
    AuditTally all = new AuditTally();
    all.availableMinor = BigInteger.valueOf(7);
    all.promoMinor = BigInteger.valueOf(6);
    all.heldMinor = BigInteger.valueOf(8);
    all.withdrawalsMinor = BigInteger.valueOf(9);
    all.sums.add(Account.HOUSE, BigInteger.ONE, BigInteger.ZERO);
    all.closeBooks();

    assertThat(all.isClean()).isFalse();
    assertThat(all.findings())
        .extracting(Finding::sentence)
        .containsExactly(
            "all accounts together is -1 over all ledgers, nothing: 0",
            "account PLAYER is 0 over all ledgers, the wallets' cash and promotional money: 13",
            "the promotional part of account PLAYER is 0 over all ledgers, "
                + "the wallets' promotional money: 6",
            "account ESCROW is 0 over all ledgers, the wallets' held money: 8",
            "account ESCROW is 0 over all ledgers, the open withdrawals: 9");
  }

  @Test
  void nothingAtAllIsClean() {
    AuditTally none = new AuditTally();
    none.closeBooks();

    assertThat(none.isClean()).isTrue();
  }
}
