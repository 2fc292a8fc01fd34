package com.rollingdrop.grid.model;

import java.util.Objects;

/**
 * Somebody who has logged in, until logging out or being idle for too long. Its key is the session
 * id that access tokens name. Of the refresh token it knows hashes only.
 *
 * <p>A refresh token has two random parts: one stays the same as long as the session, the other is
 * new each time. So a token that was used before is told from one that never was, with nothing kept
 * of those used.
 */
public final class Session {
  private final String name;
  private final long playerId;
  private final Role role;
  private final byte[] familyHash;
  private final byte[] refreshHash;
  private final long createdAtMs;
  private final long seenAtMs;
  private final long authenticatedAtMs;
  private final boolean withSecondFactor;
  private final long credentialsVersion;

  private Session(
      String name,
      long playerId,
      Role role,
      byte[] familyHash,
      byte[] refreshHash,
      long createdAtMs,
      long seenAtMs,
      long authenticatedAtMs,
      boolean withSecondFactor,
      long credentialsVersion) {
    this.name = Objects.requireNonNull(name);
    this.playerId = playerId;
    this.role = Objects.requireNonNull(role);
    this.familyHash = familyHash.clone();
    this.refreshHash = refreshHash.clone();
    this.createdAtMs = createdAtMs;
    this.seenAtMs = seenAtMs;
    this.authenticatedAtMs = authenticatedAtMs;
    this.withSecondFactor = withSecondFactor;
    this.credentialsVersion = credentialsVersion;
  }

  /**
   * One that begins now.
   *
   * @param withSecondFactor whether one was shown besides the password
   */
  public static Session begun(
      String name,
      Login login,
      boolean withSecondFactor,
      byte[] familyHash,
      byte[] refreshHash,
      long nowMs) {
    return new Session(
        name,
        login.playerId(),
        login.role(),
        familyHash,
        refreshHash,
        nowMs,
        nowMs,
        nowMs,
        withSecondFactor,
        login.credentialsVersion());
  }

  /** The name that logged in. */
  public String name() {
    return name;
  }

  public long playerId() {
    return playerId;
  }

  public Role role() {
    return role;
  }

  /** SHA-256 of the part that all refresh tokens of this session have in common. */
  public byte[] familyHash() {
    return familyHash.clone();
  }

  /** SHA-256 of the other part of the one refresh token that can be used. */
  public byte[] refreshHash() {
    return refreshHash.clone();
  }

  /** Epoch milliseconds. */
  public long createdAtMs() {
    return createdAtMs;
  }

  /** When it was last used, to a minute; epoch milliseconds. */
  public long seenAtMs() {
    return seenAtMs;
  }

  /** When its owner last showed who it is; epoch milliseconds, 0 when that was not noted. */
  public long authenticatedAtMs() {
    return authenticatedAtMs;
  }

  /** Whether that was with a second factor. */
  public boolean withSecondFactor() {
    return withSecondFactor;
  }

  /** Of the login, when this began or was confirmed; with another one it is over. */
  public long credentialsVersion() {
    return credentialsVersion;
  }

  /** Whether it has ended by itself. */
  public boolean isOver(long nowMs, long idleMs, long lifeMs) {
    return nowMs - seenAtMs >= idleMs || nowMs - createdAtMs >= lifeMs;
  }

  /** The same, used now. */
  public Session seen(long nowMs) {
    return next(
        role,
        familyHash,
        refreshHash,
        nowMs,
        authenticatedAtMs,
        withSecondFactor,
        credentialsVersion);
  }

  /** The same with another refresh token, and the role that the login has by now. */
  public Session refreshed(Role newRole, byte[] newRefreshHash, long nowMs) {
    return next(
        newRole,
        familyHash,
        newRefreshHash,
        nowMs,
        authenticatedAtMs,
        withSecondFactor,
        credentialsVersion);
  }

  /** The same with new tokens, whose owner has shown just now who it is. */
  public Session authenticated(
      Login login,
      boolean nowWithSecondFactor,
      byte[] newFamilyHash,
      byte[] newRefreshHash,
      long nowMs) {
    return next(
        login.role(),
        newFamilyHash,
        newRefreshHash,
        nowMs,
        nowMs,
        nowWithSecondFactor,
        login.credentialsVersion());
  }

  private Session next(
      Role newRole,
      byte[] newFamilyHash,
      byte[] newRefreshHash,
      long newSeenAtMs,
      long newAuthenticatedAtMs,
      boolean newWithSecondFactor,
      long newCredentialsVersion) {
    return new Session(
        name,
        playerId,
        newRole,
        newFamilyHash,
        newRefreshHash,
        createdAtMs,
        newSeenAtMs,
        newAuthenticatedAtMs,
        newWithSecondFactor,
        newCredentialsVersion);
  }

  /** Without the hashes. */
  @Override
  public String toString() {
    return "session of " + playerId + ", " + role;
  }
}
