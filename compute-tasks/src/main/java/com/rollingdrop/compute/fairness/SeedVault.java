package com.rollingdrop.compute.fairness;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes server seeds and seals them: outside a decision an active seed exists only as AES-256-GCM
 * ciphertext, bound to its player, in memory, on disk, in the mirror alike.
 *
 * <p>Sealed form: one byte format (1), 12 bytes nonce, ciphertext and tag. Thread-safe.
 */
public final class SeedVault {
  private static final int KEY_BYTES = 32;
  private static final int SEED_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte FORMAT = 1;

  // Kept per thread: a cipher that meets its key again does not expand it again.
  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SeedVault::newCipher);

  private final SecretKeySpec key;
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
    byte[] bytes = HexFormat.of().parseHex(keyHex);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("the seed key must be 32 bytes in hex");
    }
    this.key = new SecretKeySpec(bytes, "AES");
    this.random = random;
  }

  /** A new seed for a player. */
  public FreshSeed fresh(long playerId) {
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(seed);
    return new FreshSeed(seal(playerId, seed), Digests.hex(Digests.sha256(seed)));
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
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORMAT) {
      throw new IllegalStateException("player " + playerId + ": not a sealed seed");
    }
    GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, playerId, nonce)
          .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "player " + playerId + ": the server seed does not open; is the seed key the right one?",
          e);
    }
  }

  private byte[] seal(long playerId, byte[] seed) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text =
          cipher(Cipher.ENCRYPT_MODE, playerId, new GCMParameterSpec(TAG_BITS, nonce))
              .doFinal(seed);
      return ByteBuffer.allocate(1 + NONCE_BYTES + text.length)
          .put(FORMAT)
          .put(nonce)
          .put(text)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to seal", e);
    }
  }

  private Cipher cipher(int mode, long playerId, GCMParameterSpec nonce)
      throws GeneralSecurityException {
    Cipher cipher = CIPHER.get();
    cipher.init(mode, key, nonce);
    cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(playerId).array());
    return cipher;
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }
}
