package com.rollingdrop.ops.embedded;

import java.util.Base64;

/** Keys and certificates as text. */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  /** One block of a type such as {@code PRIVATE KEY}, without a line end behind it. */
  static String of(String type, byte[] encoded) {
    String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
    return begin(type) + "\n" + body + "\n" + end(type);
  }

  /**
   * What the first block of a type holds.
   *
   * @throws IllegalArgumentException when there is none
   */
  static byte[] first(String type, String text) {
    int from = text.indexOf(begin(type));
    int to = text.indexOf(end(type));
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no " + type + " in PEM");
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin(type).length(), to));
  }

  private static String begin(String type) {
    return "-----BEGIN " + type + "-----";
  }

  private static String end(String type) {
    return "-----END " + type + "-----";
  }
}
