package com.rollingdrop.grid.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A player's money and fairness seeds: the one entry that every command of the player locks.
 *
 * <p>The active server seed is only ever held sealed (encrypted); its hash is public.
 */
public final class Wallet {
  private static final byte[] NO_ENTRY = new byte[32];

  private final long availableMinor;
  private final long heldMinor;
  private final long promoMinor;
  private final String currency;
  private final long sequence;
  private final byte[] ledgerHash;
  private final long version;
  private final byte[] sealedServerSeed;
  private final String serverSeedHash;
  private final String clientSeed;
  private final long nonce;
  private final long createdAtMs;
  private final long updatedAtMs;
  private final @Nullable Safeguards safeguards;

  /** A wallet whose player has set no safeguards. */
  public Wallet(
      long availableMinor,
      long heldMinor,
      long promoMinor,
      String currency,
      long sequence,
      byte[] ledgerHash,
      long version,
      byte[] sealedServerSeed,
      String serverSeedHash,
      String clientSeed,
      long nonce,
      long createdAtMs,
      long updatedAtMs) {
    this(
        availableMinor,
        heldMinor,
        promoMinor,
        currency,
        sequence,
        ledgerHash,
        version,
        sealedServerSeed,
        serverSeedHash,
        clientSeed,
        nonce,
        createdAtMs,
        updatedAtMs,
        null);
  }

  private Wallet(
      long availableMinor,
      long heldMinor,
      long promoMinor,
      String currency,
      long sequence,
      byte[] ledgerHash,
      long version,
      byte[] sealedServerSeed,
      String serverSeedHash,
      String clientSeed,
      long nonce,
      long createdAtMs,
      long updatedAtMs,
      @Nullable Safeguards safeguards) {
    this.availableMinor = availableMinor;
    this.heldMinor = heldMinor;
    this.promoMinor = promoMinor;
    this.currency = Objects.requireNonNull(currency);
    this.sequence = sequence;
    this.ledgerHash = ledgerHash.clone();
    this.version = version;
    this.sealedServerSeed = sealedServerSeed.clone();
    this.serverSeedHash = Objects.requireNonNull(serverSeedHash);
    this.clientSeed = Objects.requireNonNull(clientSeed);
    this.nonce = nonce;
    this.createdAtMs = createdAtMs;
    this.updatedAtMs = updatedAtMs;
    this.safeguards = safeguards;
  }

  /** A wallet with no money and no ledger, version 1. */
  public static Wallet open(
      String currency,
      byte[] sealedServerSeed,
      String serverSeedHash,
      String clientSeed,
      long nowMs) {
    return new Wallet(
        0,
        0,
        0,
        currency,
        0,
        NO_ENTRY,
        1,
        sealedServerSeed,
        serverSeedHash,
        clientSeed,
        0,
        nowMs,
        nowMs);
  }

  /** This wallet with one more ledger entry, moved by what the entry moves. */
  public Wallet withEntry(LedgerEntry entry) {
    return new Wallet(
        availableMinor + entry.walletDeltaMinor(),
        heldMinor + entry.heldDeltaMinor(),
        promoMinor + entry.promoDeltaMinor(),
        currency,
        entry.sequence(),
        entry.hash(),
        version + 1,
        sealedServerSeed,
        serverSeedHash,
        clientSeed,
        nonce,
        createdAtMs,
        entry.createdAtMs(),
        safeguards);
  }

  /** This wallet with the nonce of one more opening; to be followed by the opening's entry. */
  public Wallet withNonce(long newNonce) {
    return new Wallet(
        availableMinor,
        heldMinor,
        promoMinor,
        currency,
        sequence,
        ledgerHash,
        version,
        sealedServerSeed,
        serverSeedHash,
        clientSeed,
        newNonce,
        createdAtMs,
        updatedAtMs,
        safeguards);
  }

  /** This wallet with other safeguards; to be followed by the entry that tells of them. */
  public Wallet withSafeguards(@Nullable Safeguards newSafeguards) {
    return new Wallet(
        availableMinor,
        heldMinor,
        promoMinor,
        currency,
        sequence,
        ledgerHash,
        version,
        sealedServerSeed,
        serverSeedHash,
        clientSeed,
        nonce,
        createdAtMs,
        updatedAtMs,
        newSafeguards);
  }

  /** This wallet with other seeds. */
  public Wallet withSeeds(
      byte[] newSealedServerSeed,
      String newServerSeedHash,
      String newClientSeed,
      long newNonce,
      long nowMs) {
    return new Wallet(
        availableMinor,
        heldMinor,
        promoMinor,
        currency,
        sequence,
        ledgerHash,
        version + 1,
        newSealedServerSeed,
        newServerSeedHash,
        newClientSeed,
        newNonce,
        createdAtMs,
        nowMs,
        safeguards);
  }

  /** What the player can spend or withdraw: cash, minor units, never negative. */
  public long availableMinor() {
    return availableMinor;
  }

  /** Set aside for pending transactions, minor units, never negative. */
  public long heldMinor() {
    return heldMinor;
  }

  /** What the player can spend on boxes and never withdraw, minor units, never negative. */
  public long promoMinor() {
    return promoMinor;
  }

  /** ISO 4217 code. */
  public String currency() {
    return currency;
  }

  /** Sequence of the last ledger entry, 0 when there is none. */
  public long sequence() {
    return sequence;
  }

  /** Hash of the last ledger entry, 32 bytes; all zero when there is none. */
  public byte[] ledgerHash() {
    return ledgerHash.clone();
  }

  /** Grows by one with each change; guards the mirror against older writes. */
  public long version() {
    return version;
  }

  /** The active server seed, encrypted. */
  public byte[] sealedServerSeed() {
    return sealedServerSeed.clone();
  }

  /** SHA-256 of the active server seed's bytes, lower-case hex. */
  public String serverSeedHash() {
    return serverSeedHash;
  }

  public String clientSeed() {
    return clientSeed;
  }

  /** Nonce of the last opening with the active seed, 0 when there was none. */
  public long nonce() {
    return nonce;
  }

  /** Epoch milliseconds. */
  public long createdAtMs() {
    return createdAtMs;
  }

  /** Epoch milliseconds. */
  public long updatedAtMs() {
    return updatedAtMs;
  }

  /** The player's limits and pauses, null when the player has set none. */
  public @Nullable Safeguards safeguards() {
    return safeguards;
  }
}
