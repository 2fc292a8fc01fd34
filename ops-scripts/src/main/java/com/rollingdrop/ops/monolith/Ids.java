package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.fairness.Digests;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The monolith's ids as the grid's. A player's id that is a whole number, and an item's that is a
 * UUID, stay what they are; others are derived from the source's name and the id, always alike.
 *
 * @param source the monolith's name
 */
record Ids(String source) {
  /** What a JavaScript number holds exactly: the monolith's clients are written in it. */
  private static final long PLAYER_MASK = (1L << 53) - 1;

  /** Of an id that is no number. Two may meet in one; then neither is imported. */
  long player(String key) {
    byte[] digest = Digests.sha256("imported player:" + source + ":" + key);
    return Math.max(1, ByteBuffer.wrap(digest).getLong() & PLAYER_MASK);
  }

  /** Of an id that is no UUID. */
  UUID item(String key) {
    return Digests.uuid("imported item:" + source + ":" + key);
  }
}
