package com.rollingdrop.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * As on somebody's phone: knows the secret that it was given, and shares no code with the server.
 */
final class Authenticator {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] secret;
  private final long startStep = Instant.now().getEpochSecond() / 30;

  Authenticator(String base32) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int held = 0;
    for (int i = 0; i < base32.length(); i++) {
      held = held << 5 | BASE32.indexOf(base32.charAt(i));
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    secret = bytes.toByteArray();
  }

  /**
   * The code of now, as seen when this was made; good for half a minute longer, whatever the test
   * does meanwhile.
   */
  String code() {
    return code(startStep);
  }

  /** The one that follows; good already, for clocks differ. */
  String nextCode() {
    return code(startStep + 1);
  }

  /** One that was good a minute ago. */
  String oldCode() {
    return code(startStep - 3);
  }

  private String code(long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
      int place = hash[19] & 15;
      int number = ByteBuffer.wrap(hash, place, 4).getInt() & 0x7fffffff;
      return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
