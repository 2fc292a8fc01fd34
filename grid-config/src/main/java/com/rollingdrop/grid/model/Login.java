package com.rollingdrop.grid.model;

import java.util.Objects;

/** How somebody logs in, by name. It is mirrored, and no part of SQL or of an event. */
public final class Login {
  private final long playerId;
  private final String passwordHash;
  private final Role role;
  private final long createdAtMs;
  private final long updatedAtMs;
  private final long version;

  public Login(
      long playerId,
      String passwordHash,
      Role role,
      long createdAtMs,
      long updatedAtMs,
      long version) {
    this.playerId = playerId;
    this.passwordHash = Objects.requireNonNull(passwordHash);
    this.role = Objects.requireNonNull(role);
    this.createdAtMs = createdAtMs;
    this.updatedAtMs = updatedAtMs;
    this.version = version;
  }

  /** A new player's. */
  public static Login ofPlayer(long playerId, String passwordHash, long nowMs) {
    return new Login(playerId, passwordHash, Role.PLAYER, nowMs, nowMs, 1);
  }

  /** The player whom it opened; of no other login, ever. */
  public long playerId() {
    return playerId;
  }

  /** Argon2id with its parameters and its salt, in the PHC's string format. */
  public String passwordHash() {
    return passwordHash;
  }

  public Role role() {
    return role;
  }

  /** Epoch milliseconds. */
  public long createdAtMs() {
    return createdAtMs;
  }

  /** Epoch milliseconds. */
  public long updatedAtMs() {
    return updatedAtMs;
  }

  /** Grows by one with each change. */
  public long version() {
    return version;
  }

  /** The same with another role. */
  public Login withRole(Role newRole, long nowMs) {
    return new Login(playerId, passwordHash, newRole, createdAtMs, nowMs, version + 1);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "login of " + playerId + ", " + role + ", version " + version;
  }
}
