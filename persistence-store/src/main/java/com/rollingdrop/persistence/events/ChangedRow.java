package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Pending;
import org.jspecify.annotations.Nullable;

/**
 * A row of the mirror that the grid has changed.
 *
 * @param key as the cache has it
 * @param stamp the version that it changed to; of a ledger entry its time, epoch milliseconds; 0
 *     where rows never change; {@link #GONE} when the grid does not hold it any more
 * @param opened a pending transaction as it was opened, if this tells: once it has ended, the grid
 *     can't say
 */
public record ChangedRow(CacheName cache, Object key, long stamp, @Nullable Pending opened) {
  /** Stamp of a row that has left the grid. */
  public static final long GONE = -1;

  /** Stamp of a row that is to be looked at in the grid, whatever the mirror has. */
  public static final long ANY = Long.MAX_VALUE;

  /** Which row it is. */
  public record Id(CacheName cache, Object key) {}

  /** A row whose value the grid holds. */
  public static ChangedRow of(CacheName cache, Object key, long stamp) {
    return new ChangedRow(cache, key, stamp, null);
  }

  /** Which row it is. */
  public Id id() {
    return new Id(cache, key);
  }

  /** Both changes of one row, of which {@code later} was told later. */
  public ChangedRow then(ChangedRow later) {
    boolean gone = stamp == GONE || later.stamp == GONE;
    return new ChangedRow(
        cache,
        key,
        gone ? GONE : Math.max(stamp, later.stamp),
        later.opened != null ? later.opened : opened);
  }
}
