package com.rollingdrop.persistence.kafka;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;

/** Opens admin clients that wait for a bounded time, and waits for what they were asked. */
public final class KafkaAdmins {
  /** The longest that a client tries, milliseconds. */
  public static final int TIMEOUT_MS = 10_000;

  private static final int REQUEST_TIMEOUT_MS = 5_000;

  private KafkaAdmins() {}

  /** A client; it connects when it is first asked. */
  public static Admin open(KafkaAccess access) {
    return Admin.create(
        access.with(
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MS)));
  }

  /**
   * The answer; waits 15 s at most, longer than the client's own timeouts, which have better words.
   *
   * @throws KafkaException when Kafka refuses, or does not answer in time
   */
  public static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_MS + REQUEST_TIMEOUT_MS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("Kafka did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
