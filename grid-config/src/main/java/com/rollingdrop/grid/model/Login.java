package com.rollingdrop.grid.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How somebody logs in, by name. It is mirrored, and no part of SQL or of an event. */
public final class Login {
  private final long playerId;
  private final String passwordHash;
  private final Role role;
  private final @Nullable SecondFactor secondFactor;
  private final long credentialsVersion;
  private final long createdAtMs;
  private final long updatedAtMs;
  private final long version;

  public Login(
      long playerId,
      String passwordHash,
      Role role,
      @Nullable SecondFactor secondFactor,
      long credentialsVersion,
      long createdAtMs,
      long updatedAtMs,
      long version) {
    this.playerId = playerId;
    this.passwordHash = Objects.requireNonNull(passwordHash);
    this.role = Objects.requireNonNull(role);
    this.secondFactor = secondFactor;
    this.credentialsVersion = credentialsVersion;
    this.createdAtMs = createdAtMs;
    this.updatedAtMs = updatedAtMs;
    this.version = version;
  }

  /** A new player's. */
  public static Login ofPlayer(long playerId, String passwordHash, long nowMs) {
    return new Login(playerId, passwordHash, Role.PLAYER, null, 0, nowMs, nowMs, 1);
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

  /** The one that is in use or offered, null when there is none. */
  public @Nullable SecondFactor secondFactor() {
    return secondFactor;
  }

  /** The one that has to be shown, null when the password is enough. */
  public @Nullable SecondFactor confirmedSecondFactor() {
    return secondFactor != null && secondFactor.confirmed() ? secondFactor : null;
  }

  /** Grows when the owner changes what it takes to log in; sessions of before are over then. */
  public long credentialsVersion() {
    return credentialsVersion;
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
    return next(passwordHash, newRole, secondFactor, credentialsVersion, nowMs);
  }

  /** The same with another password. */
  public Login withPassword(String newPasswordHash, long nowMs) {
    return next(newPasswordHash, role, secondFactor, credentialsVersion + 1, nowMs);
  }

  /** The same password, hashed anew. */
  public Login rehashed(String newPasswordHash, long nowMs) {
    return next(newPasswordHash, role, secondFactor, credentialsVersion, nowMs);
  }

  /** The same after a code was used, or with a second factor that is only offered. */
  public Login withSecondFactor(SecondFactor newSecondFactor, long nowMs) {
    return next(passwordHash, role, newSecondFactor, credentialsVersion, nowMs);
  }

  /**
   * The same with another second factor in use.
   *
   * @param inUse null for none from now on
   */
  public Login secondFactorChanged(@Nullable SecondFactor inUse, long nowMs) {
    return next(passwordHash, role, inUse, credentialsVersion + 1, nowMs);
  }

  private Login next(
      String newPasswordHash,
      Role newRole,
      @Nullable SecondFactor newSecondFactor,
      long newCredentialsVersion,
      long nowMs) {
    return new Login(
        playerId,
        newPasswordHash,
        newRole,
        newSecondFactor,
        newCredentialsVersion,
        createdAtMs,
        nowMs,
        version + 1);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "login of " + playerId + ", " + role + ", version " + version;
  }
}
