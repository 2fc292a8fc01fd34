package com.rollingdrop.api.ratelimit;

/**
 * Whom a request is counted for.
 *
 * @param whose a user or an address
 */
public record Counted(RateLimitKind kind, String whose) {}
