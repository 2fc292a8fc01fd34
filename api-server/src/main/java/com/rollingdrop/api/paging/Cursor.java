package com.rollingdrop.api.paging;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.fairness.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins, as a text that clients carry but do not read.
 *
 * <p>It names its list and owner and ends with a short digest, so a cursor of another list, of
 * another player, or a garbled one is refused and does not read a wrong page. It is no secret and
 * no permission: whoever makes one up reads only what is theirs to read anyway.
 */
public final class Cursor {
  private static final String FORMAT = "1";
  private static final int DIGEST_DIGITS = 12;
  private static final int LENGTH_MAX = 512;
  private static final int PARTS = 3;

  private Cursor() {}

  /**
   * A cursor.
   *
   * @param list the list, with its owner where it has one
   * @param position where to go on
   */
  public static String of(String list, String position) {
    String content = FORMAT + "\n" + list + "\n" + position;
    String text = digest(content) + content;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A cursor for a list in order of falling sequence. */
  public static String of(String list, long sequence) {
    return of(list, Long.toString(sequence));
  }

  /**
   * The position that a cursor of this list names, null when there is no cursor.
   *
   * @throws ProblemException CURSOR_INVALID
   */
  public static @Nullable String position(String list, @Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    String text;
    try {
      if (cursor.length() > LENGTH_MAX) {
        throw invalid();
      }
      text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (text.length() <= DIGEST_DIGITS) {
      throw invalid();
    }
    String content = text.substring(DIGEST_DIGITS);
    String[] parts = content.split("\n", -1);
    if (!text.startsWith(digest(content))
        || parts.length != PARTS
        || !parts[0].equals(FORMAT)
        || !parts[1].equals(list)) {
      throw invalid();
    }
    return parts[2];
  }

  /**
   * The sequence that a cursor of this list names; above all sequences when there is no cursor.
   *
   * @throws ProblemException CURSOR_INVALID
   */
  public static long sequence(String list, @Nullable String cursor) {
    String position = position(list, cursor);
    if (position == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(position);
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static String digest(String content) {
    return Digests.hex(Digests.sha256(content)).substring(0, DIGEST_DIGITS);
  }

  static ProblemException invalid() {
    return new ProblemException(
        ErrorCode.CURSOR_INVALID, "The cursor is not one that this list gave to this caller.");
  }
}
