package com.rollingdrop.grid.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of a player's money or items, append-only. The reply that the player got is part of
 * it, byte for byte: draws and the fairness proof stand there and nowhere else in the entry.
 */
public final class LedgerEntry {
  private final long sequence;
  // Held by name and not as enums, so that SQL on the grid shows words.
  private final String kind;
  private final String debitAccount;
  private final String creditAccount;
  private final long amountMinor;
  private final long balanceAfterMinor;
  private final long heldAfterMinor;
  private final long createdAtMs;
  private final @Nullable String boxId;
  private final @Nullable Long counterpartyId;
  private final @Nullable UUID referenceId;
  private final UUID[] itemsIn;
  private final UUID[] itemsOut;
  private final byte[] fingerprint;
  private final byte[] packedReply;
  // As it was given; not stored, and null when the entry comes from where it is stored.
  private final transient byte @Nullable [] reply;
  private final byte[] hash;
  private final long promoMinor;
  private final long promoAfterMinor;
  private final byte @Nullable [] trace;

  private LedgerEntry(Builder from) {
    this.sequence = from.sequence;
    this.kind = from.kind.name();
    this.debitAccount = from.debitAccount.name();
    this.creditAccount = from.creditAccount.name();
    this.amountMinor = from.amountMinor;
    this.balanceAfterMinor = from.balanceAfterMinor;
    this.heldAfterMinor = from.heldAfterMinor;
    this.createdAtMs = from.createdAtMs;
    this.boxId = from.boxId;
    this.counterpartyId = from.counterpartyId;
    this.referenceId = from.referenceId;
    this.itemsIn = from.itemsIn.toArray(UUID[]::new);
    this.itemsOut = from.itemsOut.toArray(UUID[]::new);
    this.fingerprint = from.fingerprint;
    this.packedReply = from.packedReply;
    this.reply = from.reply;
    this.hash = from.hash;
    this.promoMinor = from.promoMinor;
    this.promoAfterMinor = from.promoAfterMinor;
    this.trace = from.trace;
  }

  private LedgerEntry(LedgerEntry from, byte[] trace) {
    this.sequence = from.sequence;
    this.kind = from.kind;
    this.debitAccount = from.debitAccount;
    this.creditAccount = from.creditAccount;
    this.amountMinor = from.amountMinor;
    this.balanceAfterMinor = from.balanceAfterMinor;
    this.heldAfterMinor = from.heldAfterMinor;
    this.createdAtMs = from.createdAtMs;
    this.boxId = from.boxId;
    this.counterpartyId = from.counterpartyId;
    this.referenceId = from.referenceId;
    this.itemsIn = from.itemsIn;
    this.itemsOut = from.itemsOut;
    this.fingerprint = from.fingerprint;
    this.packedReply = from.packedReply;
    this.reply = from.reply;
    this.hash = from.hash;
    this.promoMinor = from.promoMinor;
    this.promoAfterMinor = from.promoAfterMinor;
    this.trace = trace;
  }

  /**
   * Begins an entry.
   *
   * @param amountMinor not negative, minor units; 0 where only items move
   */
  public static Builder of(
      TransactionKind kind, Account debitAccount, Account creditAccount, long amountMinor) {
    return new Builder(kind, debitAccount, creditAccount, amountMinor);
  }

  /** Dense per player, 1 for the first entry. */
  public long sequence() {
    return sequence;
  }

  public TransactionKind kind() {
    return TransactionKind.valueOf(kind);
  }

  public Account debitAccount() {
    return Account.valueOf(debitAccount);
  }

  public Account creditAccount() {
    return Account.valueOf(creditAccount);
  }

  /** Never negative, minor units. */
  public long amountMinor() {
    return amountMinor;
  }

  /** The part of the amount that is promotional money, minor units: 0 … the amount. */
  public long promoMinor() {
    return promoMinor;
  }

  /** What the entry did to the player's cash, minor units: positive when credited. */
  public long walletDeltaMinor() {
    return delta(Account.PLAYER, amountMinor - promoMinor);
  }

  /** What the entry did to the player's promotional money, minor units. */
  public long promoDeltaMinor() {
    return promoMinor == 0 ? 0 : delta(Account.PLAYER, promoMinor);
  }

  /** What the entry did to what is held of the player's money, minor units. */
  public long heldDeltaMinor() {
    return delta(Account.ESCROW, amountMinor);
  }

  private long delta(Account account, long minor) {
    return (creditAccount() == account ? minor : 0) - (debitAccount() == account ? minor : 0);
  }

  /** The player's cash after this entry, minor units. */
  public long balanceAfterMinor() {
    return balanceAfterMinor;
  }

  /** What is held of the player's money after this entry, minor units. */
  public long heldAfterMinor() {
    return heldAfterMinor;
  }

  /** The player's promotional money after this entry, minor units. */
  public long promoAfterMinor() {
    return promoAfterMinor;
  }

  /** Epoch milliseconds. */
  public long createdAtMs() {
    return createdAtMs;
  }

  /** The box of an opening. */
  public @Nullable String boxId() {
    return boxId;
  }

  /** The other player of a transaction between two. */
  public @Nullable Long counterpartyId() {
    return counterpartyId;
  }

  /** The earlier transaction that this one follows up; of a listing or delisting the item. */
  public @Nullable UUID referenceId() {
    return referenceId;
  }

  /** Items that came to the player. */
  public List<UUID> itemsIn() {
    return List.of(itemsIn);
  }

  /** Items that went from the player. */
  public List<UUID> itemsOut() {
    return List.of(itemsOut);
  }

  /** SHA-256 of what was asked, so that a reused key with another request is told apart. */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** The reply's JSON, UTF-8, as it was first sent. */
  public byte[] reply() {
    return reply == null ? PackedReply.unpack(packedReply) : reply.clone();
  }

  /**
   * SHA-256 over the hash of the player's entry before and all of this one but its trace, 32 bytes.
   */
  public byte[] hash() {
    return hash.clone();
  }

  /** Where the request stood in a trace; null when it was asked without one. */
  public @Nullable Traceparent traceparent() {
    return trace == null ? null : Traceparent.of(trace);
  }

  /** The same entry, of a request that stood there in a trace. */
  public LedgerEntry traced(Traceparent traceparent) {
    return new LedgerEntry(this, traceparent.bytes());
  }

  /** Collects what an entry is made of. Not thread-safe. */
  public static final class Builder {
    private final TransactionKind kind;
    private final Account debitAccount;
    private final Account creditAccount;
    private final long amountMinor;
    private long sequence;
    private long createdAtMs;
    private long balanceAfterMinor;
    private long heldAfterMinor;
    private @Nullable String boxId;
    private @Nullable Long counterpartyId;
    private @Nullable UUID referenceId;
    private List<UUID> itemsIn = List.of();
    private List<UUID> itemsOut = List.of();
    private byte[] fingerprint = {};
    private byte[] reply = {};
    private byte[] packedReply = PackedReply.NONE;
    private byte[] hash = {};
    private long promoMinor;
    private long promoAfterMinor;
    private byte @Nullable [] trace;

    private Builder(
        TransactionKind kind, Account debitAccount, Account creditAccount, long amountMinor) {
      this.kind = Objects.requireNonNull(kind);
      this.debitAccount = Objects.requireNonNull(debitAccount);
      this.creditAccount = Objects.requireNonNull(creditAccount);
      this.amountMinor = amountMinor;
    }

    /** Its place in the player's ledger, and its time in epoch milliseconds. */
    public Builder at(long newSequence, long newCreatedAtMs) {
      this.sequence = newSequence;
      this.createdAtMs = newCreatedAtMs;
      return this;
    }

    /** The player's cash and what is held of it after it, minor units. */
    public Builder after(long newBalanceAfterMinor, long newHeldAfterMinor) {
      this.balanceAfterMinor = newBalanceAfterMinor;
      this.heldAfterMinor = newHeldAfterMinor;
      return this;
    }

    /** The part of the amount that is promotional money, minor units; none unless it is said. */
    public Builder promo(long newPromoMinor) {
      this.promoMinor = newPromoMinor;
      return this;
    }

    /** The player's promotional money after it, minor units. */
    public Builder promoAfter(long newPromoAfterMinor) {
      this.promoAfterMinor = newPromoAfterMinor;
      return this;
    }

    public Builder boxId(@Nullable String newBoxId) {
      this.boxId = newBoxId;
      return this;
    }

    public Builder counterparty(@Nullable Long newCounterpartyId) {
      this.counterpartyId = newCounterpartyId;
      return this;
    }

    public Builder reference(@Nullable UUID newReferenceId) {
      this.referenceId = newReferenceId;
      return this;
    }

    public Builder itemsIn(List<UUID> newItemsIn) {
      this.itemsIn = newItemsIn;
      return this;
    }

    public Builder itemsOut(List<UUID> newItemsOut) {
      this.itemsOut = newItemsOut;
      return this;
    }

    public Builder fingerprint(byte[] newFingerprint) {
      this.fingerprint = newFingerprint;
      return this;
    }

    public Builder reply(byte[] newReply) {
      this.reply = newReply;
      // Here and not with each build: an entry is built anew with its reply and again with its
      // hash.
      this.packedReply = PackedReply.pack(newReply);
      return this;
    }

    public Builder hash(byte[] newHash) {
      this.hash = newHash;
      return this;
    }

    public Builder traceparent(@Nullable Traceparent newTraceparent) {
      this.trace = newTraceparent == null ? null : newTraceparent.bytes();
      return this;
    }

    /** The entry; the builder may be used on. */
    public LedgerEntry build() {
      return new LedgerEntry(this);
    }
  }
}
