package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Wallet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an audit saw of one or more players. Not thread-safe. */
public final class AuditTally {
  /** Findings that are kept; more are only counted. */
  public static final int FINDINGS_MAX = 100;

  long players;
  long entries;
  long closedLedgers;
  long closedEntries;
  long itemsInPlay;
  long itemsOutOfPlay;
  long withdrawals;
  BigInteger availableMinor = BigInteger.ZERO;
  BigInteger heldMinor = BigInteger.ZERO;
  BigInteger promoMinor = BigInteger.ZERO;
  BigInteger withdrawalsMinor = BigInteger.ZERO;
  final AccountSums sums = new AccountSums();
  final Map<String, Long> draws = new TreeMap<>();
  long findingCount;
  final List<Finding> findings = new ArrayList<>();

  /** Of one player, with the ledger replayed and finished. */
  public static AuditTally of(LedgerAudit audit, Holdings holdings) {
    AuditTally tally = new AuditTally();
    Wallet wallet = holdings.wallet();
    if (wallet != null) {
      tally.players = 1;
      tally.availableMinor = BigInteger.valueOf(wallet.availableMinor());
      tally.heldMinor = BigInteger.valueOf(wallet.heldMinor());
      tally.promoMinor = BigInteger.valueOf(wallet.promoMinor());
    }
    tally.entries = audit.entries();
    tally.closedEntries = audit.closedEntries();
    tally.closedLedgers = tally.closedEntries > 0 ? 1 : 0;
    tally.itemsInPlay = holdings.itemsInPlay().size();
    tally.itemsOutOfPlay = holdings.itemsOutOfPlay();
    tally.withdrawals = holdings.withdrawals().size();
    tally.withdrawalsMinor = BigInteger.valueOf(holdings.withdrawalsMinor());
    tally.sums.add(audit.sums());
    tally.draws.putAll(audit.draws());
    tally.findingCount = audit.findingCount();
    tally.findings.addAll(audit.findings());
    return tally;
  }

  /** Takes another tally in. */
  public void add(AuditTally other) {
    players += other.players;
    entries += other.entries;
    closedLedgers += other.closedLedgers;
    closedEntries += other.closedEntries;
    itemsInPlay += other.itemsInPlay;
    itemsOutOfPlay += other.itemsOutOfPlay;
    withdrawals += other.withdrawals;
    availableMinor = availableMinor.add(other.availableMinor);
    heldMinor = heldMinor.add(other.heldMinor);
    promoMinor = promoMinor.add(other.promoMinor);
    withdrawalsMinor = withdrawalsMinor.add(other.withdrawalsMinor);
    sums.add(other.sums);
    other.draws.forEach((boxId, count) -> draws.merge(boxId, count, Long::sum));
    findingCount += other.findingCount;
    other.findings.stream().limit(FINDINGS_MAX - findings.size()).forEach(findings::add);
  }

  /** Takes a finding in. */
  public void add(Finding finding) {
    findingCount++;
    if (findings.size() < FINDINGS_MAX) {
      findings.add(finding);
    }
  }

  /** Compares the accounts with what is in the grid; only when every player is in. */
  public void closeBooks() {
    agree("all accounts together", sums.totalMinor(), "nothing", BigInteger.ZERO);
    BigInteger playerMinor = sums.balanceMinor(Account.PLAYER);
    BigInteger escrowMinor = sums.balanceMinor(Account.ESCROW);
    agree(
        "account PLAYER",
        playerMinor,
        "the wallets' cash and promotional money",
        availableMinor.add(promoMinor));
    agree(
        "the promotional part of account PLAYER",
        sums.promoMinor(),
        "the wallets' promotional money",
        promoMinor);
    agree("account ESCROW", escrowMinor, "the wallets' held money", heldMinor);
    agree("account ESCROW", escrowMinor, "the open withdrawals", withdrawalsMinor);
  }

  private void agree(String account, BigInteger isMinor, String what, BigInteger shouldMinor) {
    if (!isMinor.equals(shouldMinor)) {
      add(
          new Finding(
              Fault.ACCOUNTS_WRONG,
              0,
              "all",
              account + " is " + isMinor + " over all ledgers, " + what + ": " + shouldMinor));
    }
  }

  public boolean isClean() {
    return findingCount == 0;
  }

  /** Wallets. */
  public long players() {
    return players;
  }

  /** Ledger entries in the grid. */
  public long entries() {
    return entries;
  }

  /** Players with entries that the grid holds no more. */
  public long closedLedgers() {
    return closedLedgers;
  }

  /** Ledger entries that the grid holds no more; the sums and draws count them. */
  public long closedEntries() {
    return closedEntries;
  }

  public long itemsInPlay() {
    return itemsInPlay;
  }

  /** Redeemed ones, of which a trace is kept. */
  public long itemsOutOfPlay() {
    return itemsOutOfPlay;
  }

  /** Open ones. */
  public long withdrawals() {
    return withdrawals;
  }

  /** The wallets' cash together, minor units. */
  public BigInteger availableMinor() {
    return availableMinor;
  }

  /** What the wallets have held together, minor units. */
  public BigInteger heldMinor() {
    return heldMinor;
  }

  /** The wallets' promotional money together, minor units. */
  public BigInteger promoMinor() {
    return promoMinor;
  }

  /** What the open withdrawals add up to, minor units. */
  public BigInteger withdrawalsMinor() {
    return withdrawalsMinor;
  }

  /** Draws that the ledgers tell of, by box. */
  public Map<String, Long> draws() {
    return Collections.unmodifiableMap(draws);
  }

  public AccountSums sums() {
    return sums;
  }

  public long findingCount() {
    return findingCount;
  }

  /** The first {@link #FINDINGS_MAX}. */
  public List<Finding> findings() {
    return Collections.unmodifiableList(findings);
  }
}
