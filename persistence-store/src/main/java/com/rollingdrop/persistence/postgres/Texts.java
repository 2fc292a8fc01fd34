package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.Traceparent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps text from being changed on its way to Postgres. */
final class Texts {
  private Texts() {}

  /**
   * The text of UTF-8 bytes, which gives the same bytes again.
   *
   * @throws IllegalArgumentException when they are not UTF-8
   */
  static String ofUtf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  /**
   * The same text.
   *
   * @throws IllegalArgumentException when it has half of a surrogate pair, which the driver would
   *     replace by a question mark without a word
   */
  static String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new IllegalArgumentException("half of a surrogate pair at " + i);
        }
        i++;
      }
    }
    return text;
  }

  /** Ids with commas between; nothing for none. */
  static String ofIds(List<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  /** The ids that {@link #ofIds} made a text of. */
  static List<UUID> toIds(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(UUID::fromString).toList();
  }

  /** Nothing for none. */
  static @Nullable String ofTraceparent(@Nullable Traceparent traceparent) {
    return traceparent == null ? null : traceparent.toString();
  }

  /**
   * What {@link #ofTraceparent} made a text of.
   *
   * @throws IllegalArgumentException when it is another text
   */
  static @Nullable Traceparent toTraceparent(@Nullable String text) {
    return text == null
        ? null
        : Traceparent.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("no traceparent: " + text));
  }

  /** What Postgres takes of any text: without NUL, at most so many characters. */
  static String printable(String text, int lengthMax) {
    String cut = text.length() > lengthMax ? text.substring(0, lengthMax) : text;
    return cut.replace("\u0000", "\\u0000");
  }
}
