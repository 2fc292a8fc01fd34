package com.rollingdrop.persistence.events;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Letters to {@link Topics#DEAD_LETTERS}: the raw key and body of what could not be handled, why,
 * and what it was. So one bad record neither blocks those behind it nor vanishes.
 */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * A letter, ready to send.
   *
   * @param origin which record of which source it is, for the person who looks
   */
  public static ProducerRecord<byte[], byte[]> letter(
      byte @Nullable [] key, byte @Nullable [] body, String origin, String reason) {
    ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, key, body);
    letter.headers().add(EventHeaders.ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
    letter.headers().add(EventHeaders.REASON, reason.getBytes(StandardCharsets.UTF_8));
    return letter;
  }
}
