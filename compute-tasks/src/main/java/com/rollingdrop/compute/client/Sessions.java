package com.rollingdrop.compute.client;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LoginSessions;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.Session;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** Most sessions of one login; whoever has that many has forgotten most of them. */
  private static final int PER_LOGIN_MAX = 50;

  private static final int TRIES_MAX = 16;

  private final Ignite ignite;
  private final ExpiryPolicy kept;
  private final ExpiryPolicy listKept;
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
    // A session that begins is the last one to be listed.
    this.listKept =
        new ModifiedExpiryPolicy(new Duration(TimeUnit.MILLISECONDS, lifeMs + KEPT_LONGER_MS));
  }

  private IgniteCache<String, LoginSessions> lists() {
    return Caches.loginSessions(ignite).withExpiryPolicy(listKept);
  }

  private IgniteCache<UUID, Session> sessions() {
    return Caches.sessions(ignite).withExpiryPolicy(kept);
  }

  /**
   * Begins a session. The login's oldest one ends when it has too many.
   *
   * @param id random, and nobody's yet
   */
  public void begin(UUID id, Session session) {
    // The list first: a session that is not in it could not be found to be ended.
    enlist(session.name(), id);
    sessions().put(id, session);
  }

  private void enlist(String name, UUID id) {
    for (int i = 0; i < TRIES_MAX; i++) {
      LoginSessions before = lists().get(name);
      if (before == null) {
        if (lists().putIfAbsent(name, LoginSessions.of(List.of(id)))) {
          return;
        }
        continue;
      }
      List<UUID> going = new ArrayList<>(before.ids());
      if (going.size() >= PER_LOGIN_MAX) {
        going.retainAll(all(name).keySet());
      }
      List<UUID> oldest =
          List.copyOf(going.subList(0, Math.max(0, going.size() - PER_LOGIN_MAX + 1)));
      going.removeAll(oldest);
      if (lists().replace(name, before, LoginSessions.of(going).with(id))) {
        oldest.forEach(this::end);
        return;
      }
    }
    throw new OverloadedException("too many sessions of one login begin at once");
  }

  /** The login's sessions that go on, the oldest first. */
  public Map<UUID, Session> all(String name) {
    LoginSessions list = lists().get(name);
    Map<UUID, Session> found = new LinkedHashMap<>();
    if (list != null) {
      for (UUID id : list.ids()) {
        Session session = find(id);
        if (session != null && session.name().equals(name)) {
          found.put(id, session);
        }
      }
    }
    return found;
  }

  /**
   * Ends all sessions of a login.
   *
   * @param but goes on, null for none
   * @return how many were ended
   */
  public int endAll(String name, @Nullable UUID but) {
    LoginSessions list = lists().get(name);
    int ended = 0;
    if (list != null) {
      for (UUID id : list.ids()) {
        if (!id.equals(but) && sessions().remove(id)) {
          ended++;
        }
      }
    }
    return ended;
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

  /**
   * Puts another in a session's place: what its owner has shown or changed.
   *
   * @param session as it was read
   * @return whether it was still like this; if not, nothing was changed
   */
  public boolean replace(UUID id, Session session, Session next) {
    return sessions().replace(id, session, next);
  }

  /** Ends the session, if it has not ended yet. */
  public void end(UUID id) {
    var unused = sessions().remove(id);
  }
}
