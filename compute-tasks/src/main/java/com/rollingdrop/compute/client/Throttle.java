package com.rollingdrop.compute.client;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Attempts;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;

/** Counts attempts over all servers, and makes those wait who make too many. Thread-safe. */
public final class Throttle {
  private static final int TRIES_MAX = 16;
  private static final long CROWDED_WAIT_MS = 1_000;

  private static final ExpiryPolicy KEPT =
      new ModifiedExpiryPolicy(
          new Duration(TimeUnit.MILLISECONDS, Attempts.WAIT_MAX_MS + Attempts.FORGOTTEN_AFTER_MS));

  private final Ignite ignite;
  private final InstantSource clock;
  private final long waitFirstMs;

  /**
   * @param waitFirstSeconds the first wait; each further attempt doubles it
   */
  public Throttle(Ignite ignite, InstantSource clock, int waitFirstSeconds) {
    this.ignite = ignite;
    this.clock = clock;
    this.waitFirstMs = TimeUnit.SECONDS.toMillis(waitFirstSeconds);
  }

  private IgniteCache<String, Attempts> attempts() {
    return Caches.attempts(ignite).withExpiryPolicy(KEPT);
  }

  /**
   * Asks to try something now. It counts from here on, so that many at once are not all free.
   *
   * @param free how many need not wait for each other
   * @return how long to wait first, milliseconds; 0 when it may be tried, and then only it counts
   */
  public long attempt(String what, int free) {
    for (int i = 0; i < TRIES_MAX; i++) {
      long nowMs = clock.millis();
      Attempts before = attempts().get(what);
      Attempts known = before == null ? Attempts.NONE : before;
      long waitMs = known.waitMs(nowMs);
      if (waitMs > 0) {
        return waitMs;
      }
      Attempts after = known.another(nowMs, free, waitFirstMs);
      if (before == null
          ? attempts().putIfAbsent(what, after)
          : attempts().replace(what, before, after)) {
        return 0;
      }
    }
    // So many at once are no person.
    return CROWDED_WAIT_MS;
  }

  /** Forgets all attempts. */
  public void forget(String what) {
    var unused = attempts().remove(what);
  }

  /** Takes the last attempt back: it was nothing to count. */
  public void takeBack(String what) {
    for (int i = 0; i < TRIES_MAX; i++) {
      Attempts before = attempts().get(what);
      if (before == null) {
        return;
      }
      Attempts after = before.oneLess();
      if (after == Attempts.NONE
          ? attempts().remove(what, before)
          : attempts().replace(what, before, after)) {
        return;
      }
    }
  }
}
