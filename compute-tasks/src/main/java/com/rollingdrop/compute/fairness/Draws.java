package com.rollingdrop.compute.fairness;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The draws of one opening: {@code ticket = first 8 bytes of HMAC-SHA256(serverSeed, clientSeed +
 * ":" + nonce + ":" + draw), unsigned big-endian, × totalTickets >> 64}.
 *
 * <p>The key is the server seed's bytes, the message is UTF-8. Multiplying and shifting maps the 64
 * bits onto the tickets with a bias below totalTickets / 2^64. Thread-safe.
 */
public final class Draws {
  private static final String ALGORITHM = "HmacSHA256";

  private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Draws::newMac);

  private final SecretKeySpec key;
  private final String prefix;

  /**
   * @param serverSeed 32 bytes
   * @param clientSeed what the player chose
   * @param nonce number of the opening with this server seed
   */
  public Draws(byte[] serverSeed, String clientSeed, long nonce) {
    key = new SecretKeySpec(serverSeed, ALGORITHM);
    prefix = clientSeed + ":" + nonce + ":";
  }

  /**
   * The ticket of one draw.
   *
   * @param draw 0 for the first
   * @param totalTickets at least 1
   * @return 0 … totalTickets - 1
   */
  public long ticket(int draw, long totalTickets) {
    Mac mac = MAC.get();
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("any 32 bytes are a key", e);
    }
    byte[] digest = mac.doFinal((prefix + draw).getBytes(StandardCharsets.UTF_8));
    return multiplyHighUnsigned(ByteBuffer.wrap(digest).getLong(), totalTickets);
  }

  private static Mac newMac() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** The high 64 bits of {@code unsigned × factor}; {@code factor} is not negative. */
  static long multiplyHighUnsigned(long unsigned, long factor) {
    // Math.multiplyHigh takes its arguments as signed: a set sign bit stands for 2^64 more.
    long high = Math.multiplyHigh(unsigned, factor);
    return unsigned < 0 ? high + factor : high;
  }
}
