package com.rollingdrop.compute.client;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.Session;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of all servers, so that each of them knows at once what another has ended. Whatever
 * changes a session replaces the one that was read: nothing brings back one that has ended.
 * Thread-safe.
 */
public final class Sessions {
  /** A session that is used is written that often, not with each request. */
  private static final long SEEN_EVERY_MS = 60_000;

  /** The grid forgets an entry that much after it stopped to count. */
  private static final long KEPT_LONGER_MS = 60_000;

  private final Ignite ignite;
  private final ExpiryPolicy kept;
  private final InstantSource clock;
  private final long idleMs;
  private final long lifeMs;

  /**
   * @param idleMinutes how long a session lives that nobody uses
   * @param maxHours how long it lives in any case
   */
  public Sessions(Ignite ignite, InstantSource clock, int idleMinutes, int maxHours) {
    this.ignite = ignite;
    this.clock = clock;
    this.idleMs = TimeUnit.MINUTES.toMillis(idleMinutes);
    this.lifeMs = TimeUnit.HOURS.toMillis(maxHours);
    this.kept =
        new ModifiedExpiryPolicy(new Duration(TimeUnit.MILLISECONDS, idleMs + KEPT_LONGER_MS));
  }

  private IgniteCache<UUID, Session> sessions() {
    return Caches.sessions(ignite).withExpiryPolicy(kept);
  }

  /**
   * Begins a session.
   *
   * @param id random, and nobody's yet
   */
  public void begin(UUID id, Session session) {
    sessions().put(id, session);
  }

  /** The session, null when it has ended. */
  public @Nullable Session find(UUID id) {
    Session session = sessions().get(id);
    return session == null || session.isOver(clock.millis(), idleMs, lifeMs) ? null : session;
  }

  /** Whether the session goes on; being asked for counts as use. */
  public boolean use(UUID id) {
    Session session = find(id);
    if (session == null) {
      return false;
    }
    long nowMs = clock.millis();
    if (nowMs - session.seenAtMs() >= SEEN_EVERY_MS) {
      // If it is not this one any more, somebody else has used or ended it.
      var unused = sessions().replace(id, session, session.seen(nowMs));
    }
    return true;
  }

  /**
   * Gives the session another refresh token.
   *
   * @param session as it was read
   * @return whether it was still like this; if not, nothing was changed
   */
  public boolean refresh(UUID id, Session session, Role role, byte[] refreshHash) {
    return sessions().replace(id, session, session.refreshed(role, refreshHash, clock.millis()));
  }

  /** Ends the session, if it has not ended yet. */
  public void end(UUID id) {
    var unused = sessions().remove(id);
  }
}
