package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.client.ClientCache;
import org.apache.ignite.client.ClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the grid by a thin client. Keys and values stay in Ignite's binary form: the client needs no
 * classes for them and compares two fields. Confined to the CDC thread, but for {@link #close}.
 */
final class GridLedger implements CommittedLedger {
  private static final Logger LOG = LoggerFactory.getLogger(GridLedger.class);
  private static final long RETRY_FIRST_MS = 100;
  private static final long RETRY_MAX_MS = 2_000;

  private final GridConnection grid;
  private final long undecidedMs;
  private final InstantSource clock;
  private final CdcProgress progress;
  private final StopSignal stop;

  GridLedger(Settings settings, InstantSource clock, CdcProgress progress, StopSignal stop) {
    Settings.Grid node = settings.grid();
    this.grid =
        new GridConnection(
            settings
                .cdc()
                .gridAddresses()
                .orElseGet(
                    () ->
                        List.of(
                            node.address() + ":" + (node.clientPort() + node.nodeIndex() - 1))));
    // Within its timeout a transaction ends one way or the other; after that its entry is there, or
    // it was rolled back.
    this.undecidedMs = node.transactionTimeoutMs() + 2_000L;
    this.clock = clock;
    this.progress = progress;
    this.stop = stop;
  }

  @Override
  public List<Change> committed(List<Change> changes) {
    Backoff backoff = new Backoff(RETRY_FIRST_MS, RETRY_MAX_MS);
    while (true) {
      try {
        List<Change> held = held(changes);
        Set<Change> missing = new HashSet<>(changes);
        held.forEach(missing::remove);
        if (missing.stream().noneMatch(this::isUndecided)) {
          missing.forEach(this::report);
          return held;
        }
      } catch (ClientException e) {
        LOG.warn("the grid can't be asked for its ledger: {}", e.toString());
        progress.onFailure(changes.size());
        grid.disconnect();
      }
      if (stop.sleep(backoff.nextMs())) {
        throw new StoppedException();
      }
    }
  }

  private List<Change> held(List<Change> changes) {
    Set<BinaryObject> keys = new HashSet<>();
    changes.forEach(change -> keys.add(change.key()));
    Map<BinaryObject, BinaryObject> entries = ledger().getAll(keys);
    List<Change> held = new ArrayList<>(changes.size());
    for (Change change : changes) {
      BinaryObject entry = entries.get(change.key());
      if (entry != null && isSame(entry, change.entry())) {
        held.add(change);
      }
    }
    return held;
  }

  // A command whose first try was rolled back may have been decided anew: under the same key, at
  // another place in the ledger.
  private static boolean isSame(BinaryObject held, LedgerEntry change) {
    return held.<Long>field("sequence") == change.sequence()
        && held.<Long>field("createdAtMs") == change.createdAtMs();
  }

  private boolean isUndecided(Change change) {
    return change.entry().createdAtMs() > clock.millis() - undecidedMs;
  }

  private void report(Change change) {
    progress.onRolledBack();
    LOG.warn(
        "left out an entry of the WAL that was rolled back: {}, sequence {}",
        change.name(),
        change.entry().sequence());
  }

  private ClientCache<BinaryObject, BinaryObject> ledger() {
    return grid.client().<BinaryObject, BinaryObject>cache(CacheName.LEDGER.id()).withKeepBinary();
  }

  @Override
  public void close() {
    grid.close();
  }
}
