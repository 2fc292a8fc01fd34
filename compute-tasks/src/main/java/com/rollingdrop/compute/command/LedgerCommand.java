package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A command that leaves an entry in its player's ledger, and can be repeated without effect. */
public sealed interface LedgerCommand extends Command
    permits Deposit,
        OpenBox,
        Withdraw,
        EndWithdrawal,
        Redeem,
        TransferItem,
        ListItem,
        CancelListing,
        BuyListing,
        OfferTrade,
        AnswerTrade,
        Reverse,
        Batch,
        GrantPromotion,
        SetLimit,
        Pause,
        Import,
        FreezeWithdrawals,
        ReleaseWithdrawals {

  /** Derived from the idempotency key by {@link TransactionIds}. */
  UUID transactionId();

  /** SHA-256 of what is asked, the same for each repetition of a request. */
  byte[] fingerprint();

  /** Where its entry stands. */
  default LedgerKey ledgerKey() {
    return new LedgerKey(playerId(), transactionId());
  }

  @Override
  default List<LedgerKey> entries() {
    return List.of(ledgerKey());
  }

  /** The answer when the idempotency key was used before, null when it was not. */
  default @Nullable Outcome earlier(State state) {
    LedgerEntry first = state.entry(ledgerKey());
    if (first != null) {
      return repeated(first);
    }
    return state.isClosed(ledgerKey())
        ? new Outcome.Refused(
            Refusal.IDEMPOTENCY_KEY_CLOSED,
            "The idempotency key was used long ago, in transaction "
                + ledgerKey().transactionId()
                + ", which the history has.")
        : null;
  }

  /** The answer when the idempotency key has its entry already: the first reply, or a refusal. */
  default Outcome repeated(LedgerEntry first) {
    if (MessageDigest.isEqual(first.fingerprint(), fingerprint())) {
      return new Outcome.Done(first.reply(), true);
    }
    return new Outcome.Refused(
        Refusal.IDEMPOTENCY_KEY_REUSED,
        "The idempotency key was used for another request in transaction " + transactionId() + ".");
  }
}
