package com.rollingdrop.api.ratelimit;

/** What is counted together. */
public enum RateLimitKind {
  /** Requests to {@code /auth/**}, by address. */
  AUTH,
  /** All others of somebody with a token, by user. */
  USER,
  /** All others, by address. */
  ANONYMOUS
}
