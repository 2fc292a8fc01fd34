package com.rollingdrop.api.auth;

import com.rollingdrop.grid.model.Role;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a token with a session says of its caller. */
final class SessionClaims {
  static final String ROLES = "roles";
  static final String SESSION_ID = "sid";

  private SessionClaims() {}

  /** Whom the token names, null when nobody we know. */
  static @Nullable Caller callerOf(Jwt token) {
    Long playerId = TokenClaims.playerIdOf(token.getSubject());
    Role role = roleOf(token.getClaim(ROLES));
    UUID sessionId = idOf(token.getClaim(SESSION_ID));
    return playerId == null || role == null || sessionId == null
        ? null
        : new Caller(playerId, role, sessionId);
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
