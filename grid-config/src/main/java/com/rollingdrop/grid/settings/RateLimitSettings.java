package com.rollingdrop.grid.settings;

import io.smallrye.config.WithDefault;

/** How many requests are answered in a window of time; the same on every api-server. */
public interface RateLimitSettings {
  /** Requests to {@code /auth/**} from one address in a window; 0 switches the limit off. */
  @WithDefault("100")
  int authRequests();

  /** Requests of one user elsewhere; 0 switches the limit off. */
  @WithDefault("1000")
  int userRequests();

  /** Requests without a token from one address elsewhere; 0 switches the limit off. */
  @WithDefault("1000")
  int anonymousRequests();

  /** A window begins with the first request, and the next one when it ends. */
  @WithDefault("60")
  int windowSeconds();

  /**
   * Most requests of one user that a server takes from the grid's count at once, to answer without
   * asking again; with 1 it asks for each.
   */
  @WithDefault("16")
  int leaseMax();

  /** How long a request waits for the grid's count; without an answer it is let through. */
  @WithDefault("500")
  int timeoutMs();
}
