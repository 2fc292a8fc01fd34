package com.rollingdrop.api.auth;

import com.rollingdrop.grid.model.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the verified token says.
 *
 * @param playerId 1 … {@link Long#MAX_VALUE}, 0 for the administrator of a development token
 * @param sessionId of somebody who has logged in, null for a development token
 */
public record Caller(
    long playerId, Role role, @Nullable UUID sessionId, Authenticated authenticated) {

  /**
   * When and how the caller last showed to be this one.
   *
   * @param withSecondFactor whether it took more than a password
   */
  public record Authenticated(Instant at, boolean withSecondFactor) {
    static final Authenticated NEVER = new Authenticated(Instant.EPOCH, false);
  }

  /** The administrator of a development token. */
  static Caller admin(Authenticated authenticated) {
    return new Caller(0, Role.ADMIN, null, authenticated);
  }

  /** The player of a development token. */
  static Caller player(long playerId, Authenticated authenticated) {
    return new Caller(playerId, Role.PLAYER, null, authenticated);
  }

  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  /** Whether the caller may see what belongs to a player. */
  public boolean maySee(long ownerId) {
    return switch (role) {
      case PLAYER -> playerId == ownerId;
      case SUPPORT, ADMIN, AUDITOR -> true;
    };
  }
}
