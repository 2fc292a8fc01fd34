package com.rollingdrop.api.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the API writes them. */
public final class Times {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** ISO 8601, UTC, always with three digits of milliseconds. */
  public static String iso(long epochMs) {
    return MILLISECONDS.format(Instant.ofEpochMilli(epochMs));
  }
}
