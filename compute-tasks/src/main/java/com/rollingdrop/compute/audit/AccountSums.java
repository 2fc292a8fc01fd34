package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** Debits and credits by account, minor units. Not thread-safe. */
public final class AccountSums {
  private final Map<Account, BigInteger> debits = new EnumMap<>(Account.class);
  private final Map<Account, BigInteger> credits = new EnumMap<>(Account.class);
  private BigInteger promoMinor = BigInteger.ZERO;

  void add(LedgerEntry entry) {
    BigInteger amountMinor = BigInteger.valueOf(entry.amountMinor());
    debits.merge(entry.debitAccount(), amountMinor, BigInteger::add);
    credits.merge(entry.creditAccount(), amountMinor, BigInteger::add);
    addPromo(BigInteger.valueOf(entry.promoDeltaMinor()));
  }

  void addPromo(BigInteger minor) {
    promoMinor = promoMinor.add(minor);
  }

  void add(Account account, BigInteger debitMinor, BigInteger creditMinor) {
    debits.merge(account, debitMinor, BigInteger::add);
    credits.merge(account, creditMinor, BigInteger::add);
  }

  void add(AccountSums other) {
    for (Account account : Account.values()) {
      add(account, other.debitMinor(account), other.creditMinor(account));
    }
    addPromo(other.promoMinor);
  }

  public BigInteger debitMinor(Account account) {
    return debits.getOrDefault(account, BigInteger.ZERO);
  }

  public BigInteger creditMinor(Account account) {
    return credits.getOrDefault(account, BigInteger.ZERO);
  }

  /** Credits less debits. */
  public BigInteger balanceMinor(Account account) {
    return creditMinor(account).subtract(debitMinor(account));
  }

  /** How much of the balance of {@link Account#PLAYER} is promotional money. */
  public BigInteger promoMinor() {
    return promoMinor;
  }

  /** All balances together: 0, as each entry debits one account and credits one. */
  public BigInteger totalMinor() {
    BigInteger total = BigInteger.ZERO;
    for (Account account : Account.values()) {
      total = total.add(balanceMinor(account));
    }
    return total;
  }
}
