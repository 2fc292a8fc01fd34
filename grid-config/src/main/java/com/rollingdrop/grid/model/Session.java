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

  public Session(
      String name,
      long playerId,
      Role role,
      byte[] familyHash,
      byte[] refreshHash,
      long createdAtMs,
      long seenAtMs) {
    this.name = Objects.requireNonNull(name);
    this.playerId = playerId;
    this.role = Objects.requireNonNull(role);
    this.familyHash = familyHash.clone();
    this.refreshHash = refreshHash.clone();
    this.createdAtMs = createdAtMs;
    this.seenAtMs = seenAtMs;
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

  /** Whether it has ended by itself. */
  public boolean isOver(long nowMs, long idleMs, long lifeMs) {
    return nowMs - seenAtMs >= idleMs || nowMs - createdAtMs >= lifeMs;
  }

  /** The same, used now. */
  public Session seen(long nowMs) {
    return new Session(name, playerId, role, familyHash, refreshHash, createdAtMs, nowMs);
  }

  /** The same with another refresh token, and the role that the login has by now. */
  public Session refreshed(Role newRole, byte[] newRefreshHash, long nowMs) {
    return new Session(name, playerId, newRole, familyHash, newRefreshHash, createdAtMs, nowMs);
  }

  /** Without the hashes. */
  @Override
  public String toString() {
    return "session of " + playerId + ", " + role;
  }
}
