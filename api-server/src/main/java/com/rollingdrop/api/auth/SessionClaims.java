package com.rollingdrop.api.auth;

import com.rollingdrop.grid.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a token with a session says of its caller. */
final class SessionClaims {
  static final String ROLES = "roles";
  static final String SESSION_ID = "sid";

  /** Seconds, as OpenID Connect has it. */
  static final String AUTHENTICATED_AT = "auth_time";

  /** RFC 8176. */
  static final String METHODS = "amr";

  private static final String PASSWORD = "pwd";
  private static final String ONE_TIME = "otp";
  private static final String MULTIPLE = "mfa";

  private SessionClaims() {}

  /** How somebody has shown who it is. */
  static List<String> methods(boolean withSecondFactor) {
    return withSecondFactor ? List.of(PASSWORD, ONE_TIME, MULTIPLE) : List.of(PASSWORD);
  }

  /** Whom the token names, null when nobody we know. */
  static @Nullable Caller callerOf(Jwt token) {
    Long playerId = TokenClaims.playerIdOf(token.getSubject());
    Role role = roleOf(token.getClaim(ROLES));
    UUID sessionId = idOf(token.getClaim(SESSION_ID));
    return playerId == null || role == null || sessionId == null
        ? null
        : new Caller(playerId, role, sessionId, authenticated(token));
  }

  /** Tokens of before these were noted say nothing, and so that it was long ago. */
  private static Caller.Authenticated authenticated(Jwt token) {
    boolean withSecondFactor =
        token.getClaim(METHODS) instanceof List<?> methods && methods.contains(MULTIPLE);
    return token.getClaim(AUTHENTICATED_AT) instanceof Number seconds
        ? new Caller.Authenticated(Instant.ofEpochSecond(seconds.longValue()), withSecondFactor)
        : Caller.Authenticated.NEVER;
  }

  private static @Nullable Role roleOf(@Nullable Object roles) {
    for (Role role : Role.values()) {
      if (List.of(role.name().toLowerCase(Locale.ROOT)).equals(roles)) {
        return role;
      }
    }
    return null;
  }

  private static @Nullable UUID idOf(@Nullable Object text) {
    if (!(text instanceof String id)) {
      return null;
    }
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
