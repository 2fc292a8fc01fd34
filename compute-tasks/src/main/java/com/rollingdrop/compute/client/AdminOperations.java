package com.rollingdrop.compute.client;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.AdminOperation;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what administrators do. What is written is on every copy when the call returns, and
 * the change stream carries it to Kafka from there. Each method throws {@link
 * org.apache.ignite.IgniteException}, or one that it caused, when it cannot be written.
 * Thread-safe.
 */
public final class AdminOperations {
  /** As long as the topic keeps its messages by default. */
  private static final ExpiryPolicy KEPT = new CreatedExpiryPolicy(new Duration(TimeUnit.DAYS, 30));

  private final Ignite ignite;

  public AdminOperations(Ignite ignite) {
    this.ignite = ignite;
  }

  /** Writes the operation down as it is now. */
  public void write(UUID id, AdminOperation operation) {
    Caches.adminOperations(ignite).withExpiryPolicy(KEPT).put(id, operation);
  }

  /** What was written last, null when nothing was. */
  public @Nullable AdminOperation find(UUID id) {
    return Caches.adminOperations(ignite).get(id);
  }
}
