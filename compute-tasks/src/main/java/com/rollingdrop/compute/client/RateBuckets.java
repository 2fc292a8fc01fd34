package com.rollingdrop.compute.client;

import com.rollingdrop.grid.ignite.Caches;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.grid.ignite.Bucket4jIgnite;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;

/**
 * Counts of requests that all servers share: one bucket for whoever asks, full again when its
 * window ends. A window begins with the first request, and each next one where the last ended, by
 * the clock of the node that holds the bucket. A bucket that nobody uses goes after two windows, as
 * full as it would come back. Thread-safe.
 */
public final class RateBuckets {
  private final Ignite ignite;
  private final Duration window;
  private final long timeoutMs;
  private final ExpiryPolicy kept;

  /**
   * @param timeoutMs how long to wait for the grid, milliseconds
   */
  public RateBuckets(Ignite ignite, Duration window, int timeoutMs) {
    this.ignite = ignite;
    this.window = window;
    this.timeoutMs = timeoutMs;
    this.kept =
        new ModifiedExpiryPolicy(
            new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, 2 * window.toMillis()));
  }

  /**
   * What a bucket gave.
   *
   * @param taken all that was asked for, or 0
   * @param left what it still holds
   * @param endsInNanos when it is full again
   */
  public record Taken(long taken, long left, long endsInNanos) {}

  /**
   * Takes from a bucket all that is asked for, or nothing.
   *
   * @param whose names the bucket; those of another size should have another name
   * @param size what the bucket holds when it is full, 1 and up
   * @param wanted 1 … size
   * @throws GridUnavailableException when the grid does not answer in time; something may have been
   *     taken all the same
   */
  public Taken take(String whose, int size, int wanted) {
    CompletableFuture<ConsumptionProbe> asked;
    try {
      // Of each call, because the grid may be another one since the last: it costs nothing.
      IgniteCache<String, byte[]> cache = Caches.rateBuckets(ignite).withExpiryPolicy(kept);
      asked =
          Bucket4jIgnite.thickClient()
              .entryProcessorBasedBuilder(cache)
              .build()
              .asAsync()
              .builder()
              .build(whose, () -> CompletableFuture.completedFuture(configuration(size)))
              .tryConsumeAndReturnRemaining(wanted);
      ConsumptionProbe probe = asked.get(timeoutMs, TimeUnit.MILLISECONDS);
      return new Taken(
          probe.isConsumed() ? wanted : 0,
          probe.getRemainingTokens(),
          probe.getNanosToWaitForReset());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GridUnavailableException("interrupted while waiting for a count", e);
    } catch (TimeoutException e) {
      throw new GridUnavailableException("no count within " + timeoutMs + " ms", e);
    } catch (ExecutionException e) {
      throw new GridUnavailableException("no count", e);
    } catch (RuntimeException e) {
      throw new GridUnavailableException("no count", e);
    }
  }

  private BucketConfiguration configuration(int size) {
    return BucketConfiguration.builder()
        .addLimit(Bandwidth.builder().capacity(size).refillIntervally(size, window).build())
        .build();
  }
}
