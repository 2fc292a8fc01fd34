package com.rollingdrop.api.grid;

import javax.cache.CacheException;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteIllegalStateException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the grid from those of this server. */
public final class GridFailures {
  private static final int CAUSES_MAX = 20;

  private GridFailures() {}

  /** Whether the grid, or the way to it, is what failed. */
  public static boolean isFrom(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < CAUSES_MAX; i++) {
      if (cause instanceof IgniteException
          || cause instanceof IgniteCheckedException
          || cause instanceof IgniteIllegalStateException
          || cause instanceof CacheException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
