package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The last day for which a signal was given, so that there is one per day and not one per
 * transaction. Days are those of the transactions, UTC. Not thread-safe.
 */
final class Days {
  private static final long NONE = Long.MIN_VALUE;

  private long last = NONE;

  /** The day of a time, as 2026-03-01. */
  static String of(long timestampMs) {
    return day(timestampMs).toString();
  }

  /** Whether no signal was given for this day or a later one; from now on one was. */
  boolean isFirst(long timestampMs) {
    long day = day(timestampMs).toEpochDay();
    if (day <= last) {
      return false;
    }
    last = day;
    return true;
  }

  private static LocalDate day(long timestampMs) {
    return Instant.ofEpochMilli(timestampMs).atZone(ZoneOffset.UTC).toLocalDate();
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(last);
  }

  static Days read(DataInput in) throws IOException {
    Days days = new Days();
    days.last = in.readLong();
    return days;
  }
}
