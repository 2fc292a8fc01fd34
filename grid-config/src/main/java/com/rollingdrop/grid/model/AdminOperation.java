package com.rollingdrop.grid.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for as an administrator, written before it is done, and once more with what
 * came of it. Its key is an id of its own. Immutable.
 */
public final class AdminOperation {
  private final long askedAtMs;
  private final long actorId;
  private final Role actorRole;
  private final @Nullable UUID sessionId;
  private final String method;
  private final String path;
  private final TreeMap<String, String> fields;
  private final String sourceAddress;
  private final String traceId;
  private final @Nullable Outcome outcome;
  private final int status;
  private final @Nullable String code;
  private final long answeredAtMs;

  /** What came of it. */
  public enum Outcome {
    /** It took effect, or had done so before. */
    DONE,
    /** It was not allowed or not possible, and changed nothing. */
    REFUSED,
    /** It failed here, and changed nothing. */
    FAILED,
    /** It may have taken effect. */
    UNKNOWN
  }

  private AdminOperation(
      long askedAtMs,
      long actorId,
      Role actorRole,
      @Nullable UUID sessionId,
      String method,
      String path,
      SortedMap<String, String> fields,
      String sourceAddress,
      String traceId,
      @Nullable Outcome outcome,
      int status,
      @Nullable String code,
      long answeredAtMs) {
    this.askedAtMs = askedAtMs;
    this.actorId = actorId;
    this.actorRole = Objects.requireNonNull(actorRole);
    this.sessionId = sessionId;
    this.method = Objects.requireNonNull(method);
    this.path = Objects.requireNonNull(path);
    this.fields = new TreeMap<>(fields);
    this.sourceAddress = Objects.requireNonNull(sourceAddress);
    this.traceId = Objects.requireNonNull(traceId);
    this.outcome = outcome;
    this.status = status;
    this.code = code;
    this.answeredAtMs = answeredAtMs;
  }

  /**
   * One that was asked for and not answered yet.
   *
   * @param actorId a login's player, 0 for the administrator of a development token
   * @param sessionId null for a development token
   * @param fields what it is about, by the names that the request has
   */
  public static AdminOperation asked(
      long askedAtMs,
      long actorId,
      Role actorRole,
      @Nullable UUID sessionId,
      String method,
      String path,
      Map<String, String> fields,
      String sourceAddress,
      String traceId) {
    return new AdminOperation(
        askedAtMs,
        actorId,
        actorRole,
        sessionId,
        method,
        path,
        new TreeMap<>(fields),
        sourceAddress,
        traceId,
        null,
        0,
        null,
        0);
  }

  /** The same with its answer. */
  public AdminOperation answered(
      Outcome newOutcome, int newStatus, @Nullable String newCode, long nowMs) {
    return new AdminOperation(
        askedAtMs,
        actorId,
        actorRole,
        sessionId,
        method,
        path,
        fields,
        sourceAddress,
        traceId,
        newOutcome,
        newStatus,
        newCode,
        nowMs);
  }

  /** Epoch milliseconds. */
  public long askedAtMs() {
    return askedAtMs;
  }

  /** A login's player, 0 for the administrator of a development token. */
  public long actorId() {
    return actorId;
  }

  public Role actorRole() {
    return actorRole;
  }

  /** Null for a development token. */
  public @Nullable UUID sessionId() {
    return sessionId;
  }

  /** Of HTTP. */
  public String method() {
    return method;
  }

  /** As it was asked for. */
  public String path() {
    return path;
  }

  /** What it is about, by the names that the request has. */
  public Map<String, String> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** An address of IPv4, or the network of one of IPv6. */
  public String sourceAddress() {
    return sourceAddress;
  }

  /** Of W3C's Trace Context, 32 hex digits. */
  public String traceId() {
    return traceId;
  }

  /** Null while it is not answered. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** Of HTTP, 0 while it is not answered. */
  public int status() {
    return status;
  }

  /** The problem's, null without one. */
  public @Nullable String code() {
    return code;
  }

  /** Epoch milliseconds, 0 while it is not answered. */
  public long answeredAtMs() {
    return answeredAtMs;
  }

  @Override
  public String toString() {
    return method + " " + path + " by " + actorId + ", " + outcome;
  }
}
