package com.rollingdrop.fraud;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.Backoff;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.repair.GridRows;
import java.util.List;
import java.util.Map;
import org.apache.ignite.client.ClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The odds as the grid holds them: it has a version before any opening of it, which the mirror in
 * Postgres need not. A grid that does not answer is waited for, {@link #WAIT_MS_MAX} at most. For
 * one thread.
 */
final class GridBoxOdds implements BoxOdds, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GridBoxOdds.class);

  /** Then the thread fails and goes on from its last commit. */
  private static final long WAIT_MS_MAX = 60_000;

  private static final long RETRY_FIRST_MS = 250;
  private static final long RETRY_MAX_MS = 5_000;

  private final GridRows grid;
  private final FraudProgress progress;
  private final StopSignal stop;

  GridBoxOdds(Settings settings, FraudProgress progress, StopSignal stop) {
    this.grid = new GridRows(settings, settings.fraud().gridAddresses());
    this.progress = progress;
    this.stop = stop;
  }

  /**
   * @throws ClientException when the grid did not answer in time, or a stop was asked for
   */
  @Override
  public @Nullable BoxVersion version(String boxId, int version) {
    BoxVersionKey key = new BoxVersionKey(boxId, version);
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    long untilNs = System.nanoTime() + WAIT_MS_MAX * 1_000_000;
    while (true) {
      try {
        Map<BoxVersionKey, BoxVersion> found = grid.get(CacheName.BOX_VERSIONS, List.of(key));
        BoxVersion box = found.get(key);
        if (box == null) {
          progress.onUnknownOdds();
          LOG.warn("the grid has no version {} of box {}", version, boxId);
        }
        return box;
      } catch (ClientException e) {
        grid.disconnect();
        progress.onFailure();
        LOG.warn("the grid can't be asked for the odds of {}: {}", boxId, e.toString());
        if (System.nanoTime() > untilNs || stop.sleep(backoff.nextMs())) {
          throw e;
        }
      }
    }
  }

  @Override
  public void close() {
    grid.close();
  }
}
