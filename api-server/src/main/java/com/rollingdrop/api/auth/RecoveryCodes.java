package com.rollingdrop.api.auth;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.SecondFactor;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;

/**
 * Codes for whoever has lost the authenticator, each good once: 80 random bits, so that a plain
 * hash gives nothing away and guessing is no use.
 */
final class RecoveryCodes {
  static final int COUNT = 10;

  private static final int BYTES = 10;
  private static final Pattern FORM = Pattern.compile("[A-Z2-7]{16}");

  private final List<String> texts;
  private final byte[] hashes;

  private RecoveryCodes(List<String> texts, byte[] hashes) {
    this.texts = List.copyOf(texts);
    this.hashes = hashes;
  }

  /** New ones for a player. */
  static RecoveryCodes random(long playerId, SecureRandom random) {
    List<String> texts = new ArrayList<>();
    ByteBuffer hashes = ByteBuffer.allocate(COUNT * SecondFactor.HASH_BYTES);
    for (int i = 0; i < COUNT; i++) {
      byte[] bytes = new byte[BYTES];
      random.nextBytes(bytes);
      String code = Base32.toBase32String(bytes);
      texts.add(String.join("-", code.split("(?<=\\G.{4})")));
      hashes.put(hash(playerId, code));
    }
    return new RecoveryCodes(texts, hashes.array());
  }

  /** For their owner, who sees them once. */
  List<String> texts() {
    return texts;
  }

  /** One behind the other. */
  byte[] hashes() {
    return hashes.clone();
  }

  /** The hash of what somebody typed, nothing when it has not the form of a recovery code. */
  static Optional<byte[]> hashOf(long playerId, String typed) {
    String code = typed.replaceAll("[- ]", "").toUpperCase(Locale.ROOT);
    return FORM.matcher(code).matches() ? Optional.of(hash(playerId, code)) : Optional.empty();
  }

  private static byte[] hash(long playerId, String code) {
    return Digests.sha256(playerId + " " + code);
  }
}
