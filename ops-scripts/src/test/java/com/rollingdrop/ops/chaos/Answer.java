package com.rollingdrop.ops.chaos;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a caller was told about a call. */
sealed interface Answer {

  /**
   * It took effect, now or at an earlier try.
   *
   * @param body as it came
   * @param digest of the body
   */
  record Done(String body, UUID digest) implements Answer {
    /** Of these bytes. */
    static Done of(byte[] reply) {
      return new Done(new String(reply, StandardCharsets.UTF_8), UUID.nameUUIDFromBytes(reply));
    }
  }

  /** It was refused and changed nothing. */
  record Refused(String why) implements Answer {}

  /** It may have taken effect or not: asking again under the same key tells. */
  record Unknown(String why) implements Answer {}
}
