package com.rollingdrop.api.auth;

import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.compute.client.OverloadedException;
import com.rollingdrop.compute.client.Sessions;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.Session;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Begins sessions, goes on with them, ends them. Thread-safe. */
@Component
final class PlayerSessions {
  private static final Logger LOG = LoggerFactory.getLogger(PlayerSessions.class);
  private static final int TRIES_MAX = 8;

  private final Sessions sessions;
  private final Logins logins;
  private final GridLink link;
  private final AccessTokens accessTokens;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Counter reused;

  /**
   * @param registry gets {@code rollingdrop.auth.refresh.reused}, sessions that ended because a
   *     refresh token was used twice
   */
  PlayerSessions(
      Sessions sessions,
      Logins logins,
      GridLink link,
      AccessTokens accessTokens,
      InstantSource clock,
      MeterRegistry registry) {
    this.sessions = sessions;
    this.logins = logins;
    this.link = link;
    this.accessTokens = accessTokens;
    this.clock = clock;
    this.reused = registry.counter("rollingdrop.auth.refresh.reused");
  }

  /** Begins a session. Its id is always new: nobody can have chosen it before. */
  Tokens begin(String name, Login login) {
    UUID sessionId = UUID.randomUUID();
    RefreshToken token = RefreshToken.first(sessionId, random);
    long nowMs = clock.millis();
    sessions.begin(
        sessionId,
        new Session(
            name,
            login.playerId(),
            login.role(),
            token.familyHash(),
            token.ownHash(),
            nowMs,
            nowMs));
    return tokens(login.playerId(), login.role(), token);
  }

  /**
   * Gives new tokens for a refresh token. One that was used before ends its session: of the two who
   * have it one has stolen it, and nobody can tell which.
   *
   * @throws ProblemException REFRESH_REFUSED
   */
  Tokens refresh(String text) {
    link.requireUp();
    RefreshToken token = RefreshToken.parse(text);
    if (token == null) {
      throw refused();
    }
    for (int i = 0; i < TRIES_MAX; i++) {
      Session session = sessions.find(token.sessionId());
      if (session == null || !MessageDigest.isEqual(session.familyHash(), token.familyHash())) {
        throw refused();
      }
      if (!MessageDigest.isEqual(session.refreshHash(), token.ownHash())) {
        sessions.end(token.sessionId());
        reused.increment();
        LOG.warn("player {}: a refresh token was used again; its session ends", session.playerId());
        throw refused();
      }
      Login login = logins.find(session.name());
      if (login == null) {
        sessions.end(token.sessionId());
        throw refused();
      }
      RefreshToken next = token.next(random);
      if (sessions.refresh(token.sessionId(), session, login.role(), next.ownHash())) {
        return tokens(session.playerId(), login.role(), next);
      }
      // Somebody has changed the session meanwhile: look at it again.
    }
    throw new OverloadedException("the session changes too fast");
  }

  /** Ends the session on all servers. */
  void end(UUID sessionId) {
    sessions.end(sessionId);
  }

  private Tokens tokens(long playerId, Role role, RefreshToken token) {
    return new Tokens(
        Long.toString(playerId),
        role.name(),
        accessTokens.issue(token.sessionId(), playerId, role),
        token.text(),
        "Bearer",
        AccessTokens.LIFE.toSeconds());
  }

  private static ProblemException refused() {
    return Refusals.unauthenticated(
        ErrorCode.REFRESH_REFUSED, "Its session has ended, or it was used before; log in again.");
  }
}
