package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Wallet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Compares what a player has with what comes out of the ledger. */
final class HoldingsAudit {
  private final Books books;
  private final PlayerFindings findings;

  /**
   * @param books what comes out of the ledger
   */
  HoldingsAudit(Books books, PlayerFindings findings) {
    this.books = books;
    this.findings = findings;
  }

  void compare(Holdings holdings) {
    Wallet wallet = holdings.wallet();
    if (wallet == null) {
      withoutWallet(holdings);
      return;
    }
    for (Posting posting : holdings.beyond()) {
      findings.find(
          Fault.ENTRY_EXTRA,
          posting.key(),
          "the entry has sequence "
              + posting.entry().sequence()
              + ", the wallet's last one is "
              + wallet.sequence());
    }
    if (wallet.sequence() < books.sequence()) {
      findings.find(
          Fault.WALLET_WRONG,
          "the wallet's last entry is "
              + wallet.sequence()
              + ", and the ledger is closed up to "
              + books.sequence());
    } else if (wallet.sequence() > books.sequence()) {
      findings.missing(books.sequence() + 1, wallet.sequence());
    } else {
      wallet(wallet);
    }
    holds(wallet, holdings);
    items(holdings);
  }

  private void withoutWallet(Holdings holdings) {
    for (Posting posting : holdings.beyond()) {
      findings.find(
          Fault.WALLET_MISSING, posting.key(), "a ledger entry of a player without a wallet");
    }
    for (UUID item : holdings.itemsInPlay()) {
      findings.find(Fault.WALLET_MISSING, item, "an item of a player without a wallet");
    }
    if (books.start() != null) {
      findings.find(Fault.WALLET_MISSING, "the start of a ledger of a player without a wallet");
    }
    for (UUID withdrawal : holdings.withdrawals().keySet()) {
      findings.find(Fault.WALLET_MISSING, withdrawal, "a withdrawal of a player without a wallet");
    }
  }

  private void wallet(Wallet wallet) {
    if (wallet.availableMinor() != books.availableMinor()
        || wallet.heldMinor() != books.heldMinor()
        || wallet.promoMinor() != books.promoMinor()) {
      findings.find(
          Fault.WALLET_WRONG,
          String.format(
              "the wallet has %d available, %d held and %d promotional,"
                  + " its last entry says %d, %d and %d",
              wallet.availableMinor(),
              wallet.heldMinor(),
              wallet.promoMinor(),
              books.availableMinor(),
              books.heldMinor(),
              books.promoMinor()));
    }
    if (!Arrays.equals(wallet.ledgerHash(), books.hash())) {
      findings.find(
          Fault.CHAIN_BROKEN,
          "the wallet's hash is not that of its last entry, " + books.sequence());
    }
  }

  private void holds(Wallet wallet, Holdings holdings) {
    long openMinor = holdings.withdrawalsMinor();
    if (openMinor == wallet.heldMinor()) {
      return;
    }
    findings.find(
        Fault.HOLD_WRONG,
        "the wallet has "
            + wallet.heldMinor()
            + " held, the open withdrawals add up to "
            + openMinor);
    holdings
        .withdrawals()
        .forEach(
            (id, amountMinor) -> {
              if (!amountMinor.equals(books.holds().get(id))) {
                findings.find(
                    Fault.HOLD_WRONG,
                    id,
                    "an open withdrawal of "
                        + amountMinor
                        + " for which the ledger holds "
                        + books.holds().getOrDefault(id, 0L));
              }
            });
    books
        .holds()
        .forEach(
            (id, amountMinor) -> {
              if (!holdings.withdrawals().containsKey(id)) {
                findings.find(
                    Fault.HOLD_WRONG,
                    id,
                    "the ledger holds " + amountMinor + " for a withdrawal that is not open");
              }
            });
  }

  private void items(Holdings holdings) {
    for (UUID item : books.items()) {
      if (!holdings.itemsInPlay().contains(item)) {
        findings.find(
            Fault.ITEM_MISSING,
            item,
            "the item came in by the ledger and did not go out, and is not in play");
      }
    }
    Set<UUID> before = new HashSet<>(books.takenFromBefore());
    for (UUID item : holdings.itemsInPlay()) {
      boolean explained =
          books.items().contains(item) || (books.start() != null && before.add(item));
      if (!explained) {
        findings.find(
            Fault.ITEM_UNEXPLAINED,
            item,
            "the item is in play, but by the ledger the player does not have it");
      } else if (holdings.itemsListed().contains(item) != books.listed().contains(item)) {
        findings.find(
            Fault.LISTING_WRONG,
            item,
            books.listed().contains(item)
                ? "by the ledger the item is for sale, and it is not"
                : "the item is for sale, and by the ledger it is not");
      }
    }
    if (books.start() != null) {
      fromBefore(books.start(), before);
    }
  }

  /**
   * Of the items that the player had when the ledger was closed only the digest is known. They are
   * those that went out since and were not brought since, and those in play that were not brought.
   */
  private void fromBefore(LedgerStart start, Set<UUID> before) {
    if (before.size() == start.items() && ItemDigests.of(before) == start.itemsDigest()) {
      return;
    }
    findings.find(
        before.size() <= start.items() ? Fault.ITEM_MISSING : Fault.ITEM_UNEXPLAINED,
        String.format(
            "the player had %d items when entry %d was closed,"
                + " and what is in play or went out since are %d of them or not the same",
            start.items(), start.sequence(), before.size()));
  }
}
