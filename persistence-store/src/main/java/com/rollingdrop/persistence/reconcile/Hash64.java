package com.rollingdrop.persistence.reconcile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first eight bytes of an MD5, lowest first: short enough to add up, and ClickHouse computes
 * the same in SQL. It tells rows apart that differ by accident; nobody is kept from forging one.
 * Not thread-safe.
 */
final class Hash64 {
  private static final int FIRST_CAPACITY = 4_096;

  private final MessageDigest md5 = md5();
  private ByteBuffer buffer = ByteBuffer.allocate(FIRST_CAPACITY);

  /** The hash of a text's UTF-8 bytes. */
  long of(String text) {
    return first(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Begins a row. */
  void begin() {
    buffer.clear();
  }

  /**
   * Adds a value with its type and length, so that no two lists of values look the same.
   *
   * @throws IllegalArgumentException when no column has such values
   */
  void add(@Nullable Object value) {
    if (value == null) {
      room(1).put((byte) 'n');
    } else if (value instanceof Long number) {
      room(9).put((byte) 'l').putLong(number);
    } else if (value instanceof Integer number) {
      room(5).put((byte) 'i').putInt(number);
    } else if (value instanceof Boolean bool) {
      room(2).put((byte) 'b').put((byte) (bool ? 1 : 0));
    } else if (value instanceof UUID id) {
      room(17)
          .put((byte) 'u')
          .putLong(id.getMostSignificantBits())
          .putLong(id.getLeastSignificantBits());
    } else if (value instanceof byte[] bytes) {
      room(5 + bytes.length).put((byte) 'x').putInt(bytes.length).put(bytes);
    } else if (value instanceof String text) {
      // As characters: UTF-8 has one byte for all halves of surrogate pairs.
      room(5 + 2 * text.length()).put((byte) 's').putInt(text.length());
      for (int i = 0; i < text.length(); i++) {
        buffer.putChar(text.charAt(i));
      }
    } else {
      throw new IllegalArgumentException("no column has a " + value.getClass().getName());
    }
  }

  /** The hash of what was added since {@link #begin}. */
  long end() {
    md5.update(buffer.array(), 0, buffer.position());
    return first(md5.digest());
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int wanted = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
      buffer = ByteBuffer.allocate(wanted).put(buffer.flip());
    }
    return buffer;
  }

  private static long first(byte[] digest) {
    return ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
