package com.rollingdrop.compute.audit;

import com.rollingdrop.compute.command.LedgerChain;
import com.rollingdrop.compute.command.PromoPart;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.TransactionKind;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Replays one player's ledger and compares what comes out with what the player has. It knows
 * accounts, items in and items out, and of the kinds of transactions only openings, whose draws it
 * counts, and what puts items up for sale.
 *
 * <p>Call {@link #replay} with the entries in order of their sequence, a page at a time, then
 * {@link #finish} once. After a fault it goes on from what the faulty entry says, so that one fault
 * gives few findings. What it keeps grows with the player's items and open withdrawals and not with
 * the ledger. Not thread-safe.
 */
public final class LedgerAudit {
  private final boolean chain;
  private final PlayerFindings findings;
  private final Books books;
  private final AccountSums sums = new AccountSums();
  private final Map<String, Long> draws = new HashMap<>();
  private long entries;

  /**
   * @param chain whether each entry is hashed again, which is most of the work. Without it a
   *     changed reply, for one, goes unnoticed; money, items and sequences are checked all the same
   */
  public LedgerAudit(long playerId, boolean chain) {
    this(playerId, chain, null);
  }

  /**
   * @param chain see the other constructor
   * @param start what was closed before the first entry that is replayed; null when nothing was
   */
  public LedgerAudit(long playerId, boolean chain, @Nullable LedgerStart start) {
    this.chain = chain;
    this.findings = new PlayerFindings(playerId);
    this.books = new Books(start);
    if (start != null) {
      start
          .debitsMinor()
          .forEach(
              (account, debitMinor) ->
                  sums.add(
                      account,
                      BigInteger.valueOf(debitMinor),
                      BigInteger.valueOf(start.creditsMinor().getOrDefault(account, 0L))));
      sums.addPromo(BigInteger.valueOf(start.promoMinor()));
      draws.putAll(start.draws());
    }
  }

  /**
   * Goes on with the next entries.
   *
   * @param page in order of the sequence; entries of the same sequence stand in the same page
   */
  public void replay(List<Posting> page) {
    int i = 0;
    while (i < page.size()) {
      int next = i + 1;
      long same = page.get(i).entry().sequence();
      while (next < page.size() && page.get(next).entry().sequence() == same) {
        next++;
      }
      oneOf(page.subList(i, next));
      i = next;
    }
  }

  /** Entries of one sequence; all but the one that follows the entry before are too many. */
  private void oneOf(List<Posting> same) {
    Posting genuine = same.get(0);
    for (Posting candidate : same.size() > 1 ? same : List.<Posting>of()) {
      if (isLinked(candidate)) {
        genuine = candidate;
        break;
      }
    }
    boolean inPlace = genuine.entry().sequence() > books.sequence();
    for (Posting posting : same) {
      count(posting);
      if (!posting.equals(genuine) || !inPlace) {
        extra(posting);
      }
    }
    if (inPlace) {
      follow(genuine.key(), genuine.entry());
    }
  }

  private void count(Posting posting) {
    entries++;
    sums.add(posting.entry());
    String boxId = posting.entry().boxId();
    if (boxId != null && posting.entry().kind() == TransactionKind.BOX_OPENING) {
      draws.merge(boxId, (long) posting.entry().itemsIn().size(), Long::sum);
    }
  }

  private void extra(Posting posting) {
    findings.find(
        Fault.ENTRY_EXTRA,
        posting.key(),
        "the entry claims sequence " + posting.entry().sequence() + ", which is another entry's");
  }

  private boolean isLinked(Posting posting) {
    return Arrays.equals(
        posting.entry().hash(), LedgerChain.hash(books.hash(), posting.key(), posting.entry()));
  }

  private void follow(LedgerKey key, LedgerEntry entry) {
    if (entry.sequence() != books.sequence() + 1) {
      findings.missing(books.sequence() + 1, entry.sequence() - 1);
    } else {
      balances(key, entry);
      if (chain && !isLinked(new Posting(key, entry))) {
        findings.find(
            Fault.CHAIN_BROKEN,
            key,
            "entry "
                + entry.sequence()
                + " is not what was written, or does not follow the entry before it");
      }
    }
    books.follow(key, entry, findings);
  }

  private void balances(LedgerKey key, LedgerEntry entry) {
    if (entry.amountMinor() < 0) {
      findings.find(Fault.ENTRY_WRONG, key, "the amount is negative: " + entry.amountMinor());
    }
    balance(
        key,
        "available",
        books.availableMinor(),
        entry.walletDeltaMinor(),
        entry.balanceAfterMinor());
    balance(key, "held", books.heldMinor(), entry.heldDeltaMinor(), entry.heldAfterMinor());
    balance(
        key, "promotional", books.promoMinor(), entry.promoDeltaMinor(), entry.promoAfterMinor());
    if (!PromoPart.isSound(entry)) {
      findings.find(
          Fault.ENTRY_WRONG,
          key,
          String.format(
              "%d of %d is promotional money on its way from %s to %s",
              entry.promoMinor(),
              entry.amountMinor(),
              entry.debitAccount(),
              entry.creditAccount()));
    }
  }

  private void balance(LedgerKey key, String what, long before, long delta, long after) {
    if (before + delta != after) {
      findings.find(
          Fault.ENTRY_WRONG,
          key,
          what + " was " + before + " and moved by " + delta + ", but the entry says " + after);
    }
  }

  /** Notes that an entry has no such entry on its other side as {@link Counterpart} asks for. */
  public void withoutCounterpart(Posting posting) {
    findings.find(
        Fault.COUNTERPART_WRONG,
        posting.key(),
        posting.entry().kind()
            + " with player "
            + posting.entry().counterpartyId()
            + ", whose ledger does not say the same");
  }

  /** Compares the end of the ledger with what the player has. */
  public void finish(Holdings holdings) {
    holdings.beyond().forEach(this::count);
    new HoldingsAudit(books, findings).compare(holdings);
  }

  /**
   * The start of a ledger from which all entries so far are taken away. Only where nothing was
   * found, and something was replayed.
   *
   * @param limited whether a box is one whose draws are counted
   * @param rowsDigest see {@link LedgerStart#rowsDigest}
   * @throws ArithmeticException when a sum has more digits than a start keeps
   */
  public LedgerStart closed(Predicate<String> limited, long rowsDigest) {
    if (findingCount() > 0 || books.sequence() == 0) {
      throw new IllegalStateException("not a ledger to be closed");
    }
    LedgerStart.Builder closed =
        LedgerStart.of(books.sequence(), books.hash())
            .balances(books.availableMinor(), books.heldMinor(), books.promoMinor())
            .between(books.firstAtMs(), books.lastAtMs())
            .items(books.itemCount(), books.itemsDigest())
            .rowsDigest(rowsDigest);
    for (Account account : Account.values()) {
      closed.account(
          account,
          sums.debitMinor(account).longValueExact(),
          sums.creditMinor(account).longValueExact());
    }
    draws.forEach(
        (boxId, count) -> {
          if (limited.test(boxId)) {
            closed.draws(boxId, count);
          }
        });
    return closed.build();
  }

  /** Whether the start and the entries so far have led anywhere that cannot be. */
  public boolean isClean() {
    return findingCount() == 0;
  }

  /** The first of them. */
  public List<Finding> findings() {
    return findings.kept();
  }

  long findingCount() {
    return findings.count();
  }

  long entries() {
    return entries;
  }

  /** Entries before the first one that was replayed. */
  long closedEntries() {
    LedgerStart start = books.start();
    return start == null ? 0 : start.sequence();
  }

  /** Draws of the openings, by box. */
  Map<String, Long> draws() {
    return draws;
  }

  /** What the entries moved, by account. */
  public AccountSums sums() {
    return sums;
  }
}
