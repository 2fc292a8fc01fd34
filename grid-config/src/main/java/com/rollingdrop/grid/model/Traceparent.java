package com.rollingdrop.grid.model;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a request stands in a trace: the value of the header {@code traceparent} of the <a
 * href="https://www.w3.org/TR/trace-context-2/">W3C's Trace Context</a>. It is handed on as it
 * came, since nothing here measures a span of its own. Immutable.
 *
 * @param traceIdHigh first half of the trace's id; the two halves are not both 0
 * @param traceIdLow second half
 * @param parentId the caller's span, not 0
 * @param flags sampled (1) and random (2); others are not defined yet and are left out
 */
public record Traceparent(long traceIdHigh, long traceIdLow, long parentId, int flags) {
  /** The header that carries it, in HTTP and in Kafka. */
  public static final String HEADER = "traceparent";

  /** Length of {@link #bytes}. */
  public static final int BYTES = 25;

  private static final int DEFINED_FLAGS = 3;
  private static final int TEXT_LENGTH = 55;
  private static final int TRACE_ID_AT = 3;
  private static final int TRACE_ID_HALF_AT = 19;
  private static final int PARENT_ID_AT = 36;
  private static final int FLAGS_AT = 53;
  private static final int INVALID_VERSION = 0xff;
  private static final int HEX = 16;

  /**
   * @throws IllegalArgumentException when an id is 0
   */
  public Traceparent {
    if ((traceIdHigh == 0 && traceIdLow == 0) || parentId == 0) {
      throw new IllegalArgumentException("the ids of a trace are not 0");
    }
    flags &= DEFINED_FLAGS;
  }

  /** A trace that begins here. */
  public static Traceparent random(RandomGenerator random) {
    long low = random.nextLong();
    long parent = random.nextLong();
    // All bits of the id are random, which the flag 2 says.
    return new Traceparent(random.nextLong(), low == 0 ? 1 : low, parent == 0 ? 1 : parent, 2);
  }

  /**
   * Reads a header; empty when it is not valid. Of a version that is not known yet, what every
   * version has in front is read.
   */
  public static Optional<Traceparent> parse(String text) {
    if (text.length() < TEXT_LENGTH || !hasForm(text)) {
      return Optional.empty();
    }
    int version = (int) number(text, 0, 2);
    boolean alone = text.length() == TEXT_LENGTH;
    if (version == INVALID_VERSION
        || (!alone && (version == 0 || text.charAt(TEXT_LENGTH) != '-'))) {
      return Optional.empty();
    }
    long high = number(text, TRACE_ID_AT, TRACE_ID_HALF_AT);
    long low = number(text, TRACE_ID_HALF_AT, PARENT_ID_AT - 1);
    long parent = number(text, PARENT_ID_AT, FLAGS_AT - 1);
    if ((high == 0 && low == 0) || parent == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Traceparent(high, low, parent, (int) number(text, FLAGS_AT, TEXT_LENGTH)));
  }

  private static boolean hasForm(String text) {
    for (int i = 0; i < TEXT_LENGTH; i++) {
      char at = text.charAt(i);
      boolean dash = i == TRACE_ID_AT - 1 || i == PARENT_ID_AT - 1 || i == FLAGS_AT - 1;
      boolean lowerHex = (at >= '0' && at <= '9') || (at >= 'a' && at <= 'f');
      if (dash ? at != '-' : !lowerHex) {
        return false;
      }
    }
    return true;
  }

  private static long number(String text, int from, int to) {
    return Long.parseUnsignedLong(text, from, to, HEX);
  }

  /**
   * What {@link #bytes} gave.
   *
   * @throws IllegalArgumentException when it did not
   */
  public static Traceparent of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a traceparent has " + BYTES + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Traceparent(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.get());
  }

  /** Its compact form: the trace's id, the parent's id, the flags. */
  public byte[] bytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(traceIdHigh)
        .putLong(traceIdLow)
        .putLong(parentId)
        .put((byte) flags)
        .array();
  }

  /** What all parts of the trace have in common: 32 hexadecimal digits. */
  public String traceId() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(traceIdHigh) + hex.toHexDigits(traceIdLow);
  }

  /** As the header has it, in version 00. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return "00-"
        + traceId()
        + "-"
        + hex.toHexDigits(parentId)
        + "-"
        + hex.toHexDigits((byte) flags);
  }
}
