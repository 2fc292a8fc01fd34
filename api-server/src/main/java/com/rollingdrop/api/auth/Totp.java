package com.rollingdrop.api.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes of an authenticator: RFC 6238 as all authenticators have it, HMAC-SHA-1, 30 seconds, 6
 * digits. Pure.
 */
final class Totp {
  /** Of a secret, as RFC 4226, section 4, recommends. */
  static final int SECRET_BYTES = 20;

  static final int DIGITS = 6;
  static final int STEP_SECONDS = 30;

  /** How many steps the authenticator's clock may be behind or ahead (RFC 6238, section 5.2). */
  private static final int DRIFT_STEPS = 1;

  private static final long STEP_MS = STEP_SECONDS * 1_000L;

  private Totp() {}

  /**
   * The step whose code this is.
   *
   * @param after no code of this step or before it is good
   * @return empty when it is none of those that are good now
   */
  static OptionalLong stepOf(String code, byte[] secret, long nowMs, long after) {
    byte[] shown = code.getBytes(StandardCharsets.UTF_8);
    long now = Math.floorDiv(nowMs, STEP_MS);
    OptionalLong found = OptionalLong.empty();
    for (long step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step++) {
      byte[] good = code(secret, step, DIGITS).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(good, shown) && step > after) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  /** The code of a step (RFC 4226, section 5.3). */
  static String code(byte[] secret, long step, int digits) {
    byte[] mac;
    try {
      Mac hmac = Mac.getInstance("HmacSHA1");
      hmac.init(new SecretKeySpec(secret, "RAW"));
      mac = hmac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA1", e);
    }
    int offset = mac[mac.length - 1] & 0xf;
    int number = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
    String text = String.format(Locale.ROOT, "%010d", number);
    return text.substring(text.length() - digits);
  }
}
