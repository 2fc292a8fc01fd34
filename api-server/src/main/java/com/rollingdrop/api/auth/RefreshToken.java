package com.rollingdrop.api.auth;

import com.rollingdrop.compute.fairness.Digests;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session's next access token is had for, once: the session's id, 32 random bytes that all
 * refresh tokens of a session have in common, and 32 that each has of its own. Immutable.
 */
final class RefreshToken {
  private static final int ID_BYTES = 16;
  private static final int PART_BYTES = 32;
  private static final int BYTES = ID_BYTES + 2 * PART_BYTES;

  private final UUID sessionId;
  private final byte[] family;
  private final byte[] own;

  private RefreshToken(UUID sessionId, byte[] family, byte[] own) {
    this.sessionId = sessionId;
    this.family = family;
    this.own = own;
  }

  /** The first one of a new session. */
  static RefreshToken first(UUID sessionId, SecureRandom random) {
    return new RefreshToken(sessionId, part(random), part(random));
  }

  /** The one that takes its place. */
  RefreshToken next(SecureRandom random) {
    return new RefreshToken(sessionId, family, part(random));
  }

  /** What {@link #text} wrote, null when it is anything else. */
  static @Nullable RefreshToken parse(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length != BYTES) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    UUID sessionId = new UUID(in.getLong(), in.getLong());
    byte[] family = new byte[PART_BYTES];
    byte[] own = new byte[PART_BYTES];
    in.get(family).get(own);
    return new RefreshToken(sessionId, family, own);
  }

  /** For the client; nobody else ever sees it. */
  String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(sessionId.getMostSignificantBits())
            .putLong(sessionId.getLeastSignificantBits())
            .put(family)
            .put(own)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  UUID sessionId() {
    return sessionId;
  }

  /** SHA-256: of so many random bytes a plain hash gives nothing away. */
  byte[] familyHash() {
    return Digests.sha256(family);
  }

  byte[] ownHash() {
    return Digests.sha256(own);
  }

  private static byte[] part(SecureRandom random) {
    byte[] part = new byte[PART_BYTES];
    random.nextBytes(part);
    return part;
  }
}
