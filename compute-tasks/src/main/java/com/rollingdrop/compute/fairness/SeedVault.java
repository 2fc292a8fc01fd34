package com.rollingdrop.compute.fairness;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes server seeds and seals them: outside a decision an active seed exists only as AES-256-GCM
 * ciphertext, bound to its player, in memory, on disk, in the mirror alike. Thread-safe.
 */
public final class SeedVault {
  private static final int SEED_BYTES = 32;

  private final SealingKey key;
  private final SecureRandom random;

  /** A new server seed: sealed, and its public hash. */
  // The array is private to the batch it travels in; copies would cost and protect nothing.
  @SuppressWarnings("ArrayRecordComponent")
  public record FreshSeed(byte[] sealed, String hash) {
    @Override
    public boolean equals(Object o) {
      return o instanceof FreshSeed other
          && Arrays.equals(sealed, other.sealed)
          && hash.equals(other.hash);
    }

    @Override
    public int hashCode() {
      return hash.hashCode();
    }

    @Override
    public String toString() {
      return "FreshSeed[" + hash + "]";
    }
  }

  /**
   * @param keyHex 32 bytes in hex
   * @throws IllegalArgumentException when it is anything else
   */
  public SeedVault(String keyHex, SecureRandom random) {
    this.key = new SealingKey(keyHex, random);
    this.random = random;
  }

  /** A new seed for a player. */
  public FreshSeed fresh(long playerId) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new FreshSeed(key.seal(owner(playerId), seed), Digests.hex(Digests.sha256(seed)));
  }

  /** A client seed for a player who has not chosen one: 16 hex digits. */
  public String defaultClientSeed() {
    return HexFormat.of().toHexDigits(random.nextLong());
  }

  /**
   * The seed's 32 bytes.
   *
   * @throws IllegalStateException when it was sealed with another key, for another player, or was
   *     changed
   */
  public byte[] open(long playerId, byte[] sealed) {
    try {
      return key.open(owner(playerId), sealed)
          .orElseThrow(
              () -> new IllegalStateException("player " + playerId + ": not a sealed seed"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "player " + playerId + ": the server seed does not open; is the seed key the right one?",
          e);
    }
  }

  private static byte[] owner(long playerId) {
    return ByteBuffer.allocate(Long.BYTES).putLong(playerId).array();
  }
}
