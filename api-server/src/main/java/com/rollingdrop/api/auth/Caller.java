package com.rollingdrop.api.auth;

/**
 * Who asks, as the verified token says.
 *
 * @param playerId 1 … {@link Long#MAX_VALUE}, 0 for an administrator
 */
public record Caller(long playerId, boolean isAdmin) {
  static final Caller ADMIN = new Caller(0, true);

  static Caller player(long playerId) {
    return new Caller(playerId, false);
  }

  /** Whether the caller may see what belongs to a player. */
  public boolean maySee(long ownerId) {
    return isAdmin || playerId == ownerId;
  }
}
