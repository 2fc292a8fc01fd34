package com.rollingdrop.compute.audit;

import com.rollingdrop.compute.command.LedgerChain;
import com.rollingdrop.compute.command.PromoPart;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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
  /** Findings that are kept of one player; more are only counted. */
  static final int FINDINGS_MAX = 100;

  private final long playerId;
  private final boolean chain;
  private final AccountSums sums = new AccountSums();
  private final Set<UUID> items = new HashSet<>();
  private final Set<UUID> listed = new HashSet<>();
  private final Map<UUID, Long> holds = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Long> draws = new HashMap<>();
  private long findingCount;
  private long entries;

  private long sequence;
  private long availableMinor;
  private long heldMinor;
  private long promoMinor;
  private byte[] hash = new byte[32];

  /**
   * @param chain whether each entry is hashed again, which is most of the work. Without it a
   *     changed reply, for one, goes unnoticed; money, items and sequences are checked all the same
   */
  public LedgerAudit(long playerId, boolean chain) {
    this.playerId = playerId;
    this.chain = chain;
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
    boolean inPlace = genuine.entry().sequence() > sequence;
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
    find(
        Fault.ENTRY_EXTRA,
        posting.key(),
        "the entry claims sequence " + posting.entry().sequence() + ", which is another entry's");
  }

  private boolean isLinked(Posting posting) {
    return Arrays.equals(
        posting.entry().hash(), LedgerChain.hash(hash, posting.key(), posting.entry()));
  }

  private void follow(LedgerKey key, LedgerEntry entry) {
    if (entry.sequence() != sequence + 1) {
      missing(sequence + 1, entry.sequence() - 1);
    } else {
      balances(key, entry);
      if (chain && !isLinked(new Posting(key, entry))) {
        find(
            Fault.CHAIN_BROKEN,
            key,
            "entry "
                + entry.sequence()
                + " is not what was written, or does not follow the entry before it");
      }
    }
    move(key, entry);
    sequence = entry.sequence();
    availableMinor = entry.balanceAfterMinor();
    heldMinor = entry.heldAfterMinor();
    promoMinor = entry.promoAfterMinor();
    hash = entry.hash();
  }

  private void balances(LedgerKey key, LedgerEntry entry) {
    if (entry.amountMinor() < 0) {
      find(Fault.ENTRY_WRONG, key, "the amount is negative: " + entry.amountMinor());
    }
    balance(key, "available", availableMinor, entry.walletDeltaMinor(), entry.balanceAfterMinor());
    balance(key, "held", heldMinor, entry.heldDeltaMinor(), entry.heldAfterMinor());
    balance(key, "promotional", promoMinor, entry.promoDeltaMinor(), entry.promoAfterMinor());
    if (!PromoPart.isSound(entry)) {
      find(
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
      find(
          Fault.ENTRY_WRONG,
          key,
          what + " was " + before + " and moved by " + delta + ", but the entry says " + after);
    }
  }

  private void move(LedgerKey key, LedgerEntry entry) {
    for (UUID item : entry.itemsOut()) {
      if (!items.remove(item)) {
        find(Fault.ITEM_MOVE_WRONG, key, "the entry takes item " + item + ", which was not there");
      }
      listed.remove(item);
    }
    for (UUID item : entry.itemsIn()) {
      if (!items.add(item)) {
        find(Fault.ITEM_MOVE_WRONG, key, "the entry brings item " + item + ", which was there");
      }
    }
    if (entry.kind() == TransactionKind.LISTING) {
      listed.add(entry.referenceId());
    } else if (entry.kind() == TransactionKind.DELISTING) {
      listed.remove(entry.referenceId());
    }
    // Only to name a hold when the sum is wrong.
    UUID reference = entry.referenceId();
    if (entry.heldDeltaMinor() > 0) {
      holds.put(key.transactionId(), entry.heldDeltaMinor());
    } else if (entry.heldDeltaMinor() < 0 && reference != null) {
      holds.remove(reference);
    }
  }

  private void missing(long from, long to) {
    find(
        Fault.ENTRY_MISSING,
        Long.toString(playerId),
        from == to
            ? "entry " + from + " is missing"
            : "entries " + from + " to " + to + " are missing");
  }

  /** Notes that an entry has no such entry on its other side as {@link Counterpart} asks for. */
  public void withoutCounterpart(Posting posting) {
    find(
        Fault.COUNTERPART_WRONG,
        posting.key(),
        posting.entry().kind()
            + " with player "
            + posting.entry().counterpartyId()
            + ", whose ledger does not say the same");
  }

  /** Compares the end of the ledger with what the player has. */
  public void finish(Holdings holdings) {
    Wallet wallet = holdings.wallet();
    holdings.beyond().forEach(this::count);
    if (wallet == null) {
      withoutWallet(holdings);
      return;
    }
    for (Posting posting : holdings.beyond()) {
      find(
          Fault.ENTRY_EXTRA,
          posting.key(),
          "the entry has sequence "
              + posting.entry().sequence()
              + ", the wallet's last one is "
              + wallet.sequence());
    }
    if (wallet.sequence() > sequence) {
      missing(sequence + 1, wallet.sequence());
    } else {
      wallet(wallet);
    }
    holds(wallet, holdings);
    items(holdings);
  }

  private void withoutWallet(Holdings holdings) {
    for (Posting posting : holdings.beyond()) {
      find(Fault.WALLET_MISSING, posting.key(), "a ledger entry of a player without a wallet");
    }
    for (UUID item : holdings.itemsInPlay()) {
      find(Fault.WALLET_MISSING, of(item), "an item of a player without a wallet");
    }
    for (UUID withdrawal : holdings.withdrawals().keySet()) {
      find(Fault.WALLET_MISSING, of(withdrawal), "a withdrawal of a player without a wallet");
    }
  }

  private void wallet(Wallet wallet) {
    if (wallet.availableMinor() != availableMinor
        || wallet.heldMinor() != heldMinor
        || wallet.promoMinor() != promoMinor) {
      find(
          Fault.WALLET_WRONG,
          Long.toString(playerId),
          String.format(
              "the wallet has %d available, %d held and %d promotional,"
                  + " its last entry says %d, %d and %d",
              wallet.availableMinor(),
              wallet.heldMinor(),
              wallet.promoMinor(),
              availableMinor,
              heldMinor,
              promoMinor));
    }
    if (!Arrays.equals(wallet.ledgerHash(), hash)) {
      find(
          Fault.CHAIN_BROKEN,
          Long.toString(playerId),
          "the wallet's hash is not that of its last entry, " + sequence);
    }
  }

  private void holds(Wallet wallet, Holdings holdings) {
    long openMinor = holdings.withdrawalsMinor();
    if (openMinor == wallet.heldMinor()) {
      return;
    }
    find(
        Fault.HOLD_WRONG,
        Long.toString(playerId),
        "the wallet has "
            + wallet.heldMinor()
            + " held, the open withdrawals add up to "
            + openMinor);
    holdings
        .withdrawals()
        .forEach(
            (id, amountMinor) -> {
              if (!amountMinor.equals(holds.get(id))) {
                find(
                    Fault.HOLD_WRONG,
                    of(id),
                    "an open withdrawal of "
                        + amountMinor
                        + " for which the ledger holds "
                        + holds.getOrDefault(id, 0L));
              }
            });
    holds.forEach(
        (id, amountMinor) -> {
          if (!holdings.withdrawals().containsKey(id)) {
            find(
                Fault.HOLD_WRONG,
                of(id),
                "the ledger holds " + amountMinor + " for a withdrawal that is not open");
          }
        });
  }

  private void items(Holdings holdings) {
    for (UUID item : items) {
      if (!holdings.itemsInPlay().contains(item)) {
        find(
            Fault.ITEM_MISSING,
            of(item),
            "the item came in by the ledger and did not go out, and is not in play");
      }
    }
    for (UUID item : holdings.itemsInPlay()) {
      if (!items.contains(item)) {
        find(
            Fault.ITEM_UNEXPLAINED,
            of(item),
            "the item is in play, but by the ledger the player does not have it");
      } else if (holdings.itemsListed().contains(item) != listed.contains(item)) {
        find(
            Fault.LISTING_WRONG,
            of(item),
            listed.contains(item)
                ? "by the ledger the item is for sale, and it is not"
                : "the item is for sale, and by the ledger it is not");
      }
    }
  }

  private String of(UUID id) {
    return playerId + "/" + id;
  }

  private void find(Fault fault, LedgerKey key, String sentence) {
    find(fault, key.toString(), sentence);
  }

  private void find(Fault fault, String key, String sentence) {
    findingCount++;
    if (findings.size() < FINDINGS_MAX) {
      findings.add(new Finding(fault, playerId, key, sentence));
    }
  }

  /** The first of them. */
  public List<Finding> findings() {
    return Collections.unmodifiableList(findings);
  }

  long findingCount() {
    return findingCount;
  }

  long entries() {
    return entries;
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
