package com.rollingdrop.compute.fairness;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals small secrets with AES-256-GCM, each bound to whose it is.
 *
 * <p>Sealed form: one byte format (1), 12 bytes nonce, ciphertext and tag. Thread-safe.
 */
public final class SealingKey {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte FORMAT = 1;

  // Kept per thread: a cipher that meets its key again does not expand it again.
  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SealingKey::newCipher);

  private final SecretKeySpec key;
  private final SecureRandom random;

  /**
   * @param keyHex 32 bytes in hex
   * @throws IllegalArgumentException when it is anything else
   */
  public SealingKey(String keyHex, SecureRandom random) {
    byte[] bytes = HexFormat.of().parseHex(keyHex);
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException("a sealing key must be 32 bytes in hex");
    }
    this.key = new SecretKeySpec(bytes, "AES");
    this.random = random;
  }

  /** The secret, to be opened for the same owner only. */
  public byte[] seal(byte[] owner, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text =
          cipher(Cipher.ENCRYPT_MODE, owner, new GCMParameterSpec(TAG_BITS, nonce)).doFinal(secret);
      return ByteBuffer.allocate(1 + NONCE_BYTES + text.length)
          .put(FORMAT)
          .put(nonce)
          .put(text)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed to seal", e);
    }
  }

  /**
   * The secret that was sealed, nothing when these bytes are not a sealed form at all.
   *
   * @throws GeneralSecurityException when it was sealed with another key, for another owner, or was
   *     changed
   */
  public Optional<byte[]> open(byte[] owner, byte[] sealed) throws GeneralSecurityException {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORMAT) {
      return Optional.empty();
    }
    GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES);
    return Optional.of(
        cipher(Cipher.DECRYPT_MODE, owner, nonce)
            .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
  }

  private Cipher cipher(int mode, byte[] owner, GCMParameterSpec nonce)
      throws GeneralSecurityException {
    Cipher cipher = CIPHER.get();
    cipher.init(mode, key, nonce);
    cipher.updateAAD(owner);
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
