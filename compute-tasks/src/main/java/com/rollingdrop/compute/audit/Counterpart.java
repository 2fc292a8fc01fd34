package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The other side of a transaction between two players: it stands in the other one's ledger, under
 * the same transaction, and what leaves the one comes to the other. So what players move between
 * them is conserved, seen from either side and while they go on.
 */
public final class Counterpart {
  private Counterpart() {}

  /** Where the other side of an entry stands; null when the entry has none. */
  public static @Nullable LedgerKey keyOf(Posting posting) {
    Long other = posting.entry().counterpartyId();
    return other == null || kindOf(posting.entry().kind()) == null
        ? null
        : new LedgerKey(other, posting.key().transactionId());
  }

  /** Whether an entry is the other side of one that has one. */
  public static boolean mirrors(Posting posting, @Nullable LedgerEntry other) {
    LedgerEntry entry = posting.entry();
    return other != null
        && other.kind() == kindOf(entry.kind())
        && Objects.equals(other.counterpartyId(), posting.key().playerId())
        && new HashSet<>(other.itemsIn()).equals(new HashSet<>(entry.itemsOut()))
        && new HashSet<>(other.itemsOut()).equals(new HashSet<>(entry.itemsIn()))
        && moneyAgrees(entry, other);
  }

  /**
   * Whether the other side may be among the entries that the grid holds no more. Clocks of nodes
   * differ, so the times of a ledger are not quite in its order; what is older than the latest of
   * them may be one of them.
   *
   * @param start of the other player's ledger; null when it is whole
   */
  public static boolean mayBeClosed(Posting posting, @Nullable LedgerStart start) {
    return start != null && posting.entry().createdAtMs() <= start.lastAtMs();
  }

  private static boolean moneyAgrees(LedgerEntry entry, LedgerEntry other) {
    boolean acrossTheTable =
        entry.debitAccount() == other.creditAccount()
            && entry.creditAccount() == other.debitAccount();
    return switch (entry.kind()) {
      // The house keeps its fee of what the buyer pays.
      case PURCHASE -> acrossTheTable && other.amountMinor() <= entry.amountMinor();
      case SALE -> acrossTheTable && other.amountMinor() >= entry.amountMinor();
      case TRADE ->
          other.amountMinor() == entry.amountMinor()
              && (acrossTheTable || entry.amountMinor() == 0);
      default -> other.amountMinor() == entry.amountMinor();
    };
  }

  private static @Nullable TransactionKind kindOf(TransactionKind kind) {
    return switch (kind) {
      case PURCHASE -> TransactionKind.SALE;
      case SALE -> TransactionKind.PURCHASE;
      case TRADE -> TransactionKind.TRADE;
      case TRANSFER_IN -> TransactionKind.TRANSFER_OUT;
      case TRANSFER_OUT -> TransactionKind.TRANSFER_IN;
      default -> null;
    };
  }
}
