package com.rollingdrop.api.auth;

import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.compute.client.OverloadedException;
import com.rollingdrop.compute.client.Sessions;
import com.rollingdrop.grid.model.Login;
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

  /**
   * Begins a session. Its id is always new: nobody can have chosen it before.
   *
   * @throws ProblemException LOGIN_REFUSED when password or second factor were changed meanwhile
   */
  Tokens begin(IdentityCheck.Shown shown) {
    UUID sessionId = UUID.randomUUID();
    RefreshToken token = RefreshToken.first(sessionId, random);
    Session session =
        Session.begun(
            shown.name(),
            shown.login(),
            shown.withSecondFactor(),
            token.familyHash(),
            token.ownHash(),
            clock.millis());
    sessions.begin(sessionId, session);
    // Whoever changes them ends the sessions that are there. This one may have been too late for
    // that, but then the change is here to be seen.
    Login now = logins.find(shown.name());
    if (now == null || now.credentialsVersion() != session.credentialsVersion()) {
      sessions.end(sessionId);
      throw Refusals.unauthenticated(
          ErrorCode.LOGIN_REFUSED, "There is no login with this name and this password.");
    }
    return tokens(session, token);
  }

  /**
   * Goes on with a session whose owner has just shown who it is.
   *
   * @throws ProblemException UNAUTHENTICATED when it has ended
   */
  Tokens renew(UUID sessionId, IdentityCheck.Shown shown) {
    for (int i = 0; i < TRIES_MAX; i++) {
      Session session = of(sessionId);
      // The part that all tokens of a session have in common is known as a hash only: a new
      // beginning under the same id.
      RefreshToken token = RefreshToken.first(sessionId, random);
      Session next =
          session.authenticated(
              shown.login(),
              shown.withSecondFactor(),
              token.familyHash(),
              token.ownHash(),
              clock.millis());
      if (sessions.replace(sessionId, session, next)) {
        return tokens(next, token);
      }
    }
    throw new OverloadedException("the session changes too fast");
  }

  /**
   * The caller's session.
   *
   * @throws ProblemException SESSION_REQUIRED for a development token, UNAUTHENTICATED when it has
   *     just ended
   */
  Session of(Caller caller) {
    return of(idOf(caller));
  }

  /**
   * The id of the caller's session.
   *
   * @throws ProblemException SESSION_REQUIRED for a development token
   */
  static UUID idOf(Caller caller) {
    UUID sessionId = caller.sessionId();
    if (sessionId == null) {
      throw new ProblemException(
          ErrorCode.SESSION_REQUIRED, "A development token ends with its time.");
    }
    return sessionId;
  }

  private Session of(UUID sessionId) {
    Session session = sessions.find(sessionId);
    if (session == null) {
      throw Refusals.unauthenticated(ErrorCode.UNAUTHENTICATED, "The session has ended.");
    }
    return session;
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
      if (login == null || login.credentialsVersion() != session.credentialsVersion()) {
        sessions.end(token.sessionId());
        throw refused();
      }
      RefreshToken next = token.next(random);
      if (sessions.refresh(token.sessionId(), session, login.role(), next.ownHash())) {
        return tokens(session.refreshed(login.role(), next.ownHash(), clock.millis()), next);
      }
      // Somebody has changed the session meanwhile: look at it again.
    }
    throw new OverloadedException("the session changes too fast");
  }

  /** Ends the session on all servers. */
  void end(UUID sessionId) {
    sessions.end(sessionId);
  }

  private Tokens tokens(Session session, RefreshToken token) {
    return new Tokens(
        Long.toString(session.playerId()),
        session.role().name(),
        accessTokens.issue(token.sessionId(), session),
        token.text(),
        "Bearer",
        AccessTokens.LIFE.toSeconds());
  }

  private static ProblemException refused() {
    return Refusals.unauthenticated(
        ErrorCode.REFRESH_REFUSED, "Its session has ended, or it was used before; log in again.");
  }
}
