package com.rollingdrop.api.ratelimit;

import com.rollingdrop.grid.settings.RateLimitSettings;
import java.util.Locale;

/**
 * One of the limits, as the settings have it.
 *
 * @param name as headers and metrics say it
 * @param size requests in a window, 0 when there is no limit
 * @param leaseMax most that a server takes from the grid's count at once
 */
record RatePolicy(String name, int size, int leaseMax) {
  /**
   * A server takes so many parts of what is left at most, so that little is left elsewhere when the
   * last of it is asked for.
   */
  private static final int PARTS = 32;

  static RatePolicy of(RateLimitKind kind, RateLimitSettings settings) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      // Each of these is about to cost far more than to ask for it.
      case AUTH -> new RatePolicy(name, settings.authRequests(), 1);
      case USER -> new RatePolicy(name, settings.userRequests(), settings.leaseMax());
      case ANONYMOUS -> new RatePolicy(name, settings.anonymousRequests(), settings.leaseMax());
    };
  }

  /** How many to take for one request. */
  int wanted(long left) {
    return (int) Math.max(1, Math.min(leaseMax, left / PARTS));
  }

  /** The grid's name for somebody's count; another limit is another count. */
  String bucketOf(String whose) {
    return name + ' ' + size + ' ' + whose;
  }
}
