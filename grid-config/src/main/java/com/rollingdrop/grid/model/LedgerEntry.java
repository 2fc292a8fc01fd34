package com.rollingdrop.grid.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One movement of a player's money, append-only. The reply that the player got is part of it, byte
 * for byte: items, draws and the fairness proof stand there and nowhere else in the entry.
 */
public final class LedgerEntry {
  private final long sequence;
  // Held by name and not as enums, so that SQL on the grid shows words.
  private final String kind;
  private final String debitAccount;
  private final String creditAccount;
  private final long amountMinor;
  private final long balanceAfterMinor;
  private final long createdAtMs;
  private final @Nullable String boxId;
  private final byte[] fingerprint;
  private final byte[] reply;

  public LedgerEntry(
      long sequence,
      TransactionKind kind,
      Account debitAccount,
      Account creditAccount,
      long amountMinor,
      long balanceAfterMinor,
      long createdAtMs,
      @Nullable String boxId,
      byte[] fingerprint,
      byte[] reply) {
    this.sequence = sequence;
    this.kind = kind.name();
    this.debitAccount = debitAccount.name();
    this.creditAccount = creditAccount.name();
    this.amountMinor = amountMinor;
    this.balanceAfterMinor = balanceAfterMinor;
    this.createdAtMs = createdAtMs;
    this.boxId = boxId;
    this.fingerprint = Objects.requireNonNull(fingerprint);
    this.reply = Objects.requireNonNull(reply);
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

  /** Always positive, minor units. */
  public long amountMinor() {
    return amountMinor;
  }

  /** What the entry did to the player's wallet, minor units: positive when it was credited. */
  public long walletDeltaMinor() {
    if (creditAccount() == Account.PLAYER) {
      return amountMinor;
    }
    return debitAccount() == Account.PLAYER ? -amountMinor : 0;
  }

  /** The player's available balance after this entry, minor units. */
  public long balanceAfterMinor() {
    return balanceAfterMinor;
  }

  /** Epoch milliseconds. */
  public long createdAtMs() {
    return createdAtMs;
  }

  /** The box of an opening. */
  public @Nullable String boxId() {
    return boxId;
  }

  /** SHA-256 of what was asked, so that a reused key with another request is told apart. */
  public byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** The reply's JSON, UTF-8, as it was first sent. */
  public byte[] reply() {
    return reply.clone();
  }
}
