package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.persistence.events.StoppedException;
import com.rollingdrop.persistence.postgres.MirrorStore;
import com.rollingdrop.persistence.postgres.MirrorTable;
import com.rollingdrop.persistence.postgres.MirrorUnavailableException;
import com.rollingdrop.persistence.postgres.Row;
import com.rollingdrop.persistence.postgres.Written;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ignite.client.ClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what Postgres lacks, and sees to it that one bad row does not hold up the others. */
final class RowWriter {
  private static final Logger LOG = LoggerFactory.getLogger(RowWriter.class);

  private final MirrorStore store;
  private final RepairProgress progress;
  private final int attemptsMax;

  /**
   * @param attemptsMax a row that Postgres refused so often in one version is left aside
   */
  RowWriter(MirrorStore store, RepairProgress progress, int attemptsMax) {
    this.store = store;
    this.progress = progress;
    this.attemptsMax = attemptsMax;
  }

  <K, V> void write(MirrorTable<K, V> table, List<Row<K, V>> rows) {
    List<Row<K, V>> worth = store.worthTrying(table, rows, attemptsMax);
    Written written = store.write(table.cache(), worth);
    progress.onWritten(table.cache(), written, rows.size() - worth.size());
  }

  /**
   * Does the work in parts of a bounded size. A part whose rows are at fault is halved until the
   * row is alone, and then set aside; outages are the caller's.
   */
  <R> void inParts(
      CacheName cache, List<R> rows, int partMax, Function<R, Object> key, Consumer<List<R>> work) {
    for (int from = 0; from < rows.size(); from += partMax) {
      part(cache, rows.subList(from, Math.min(rows.size(), from + partMax)), key, work);
    }
  }

  private <R> void part(
      CacheName cache, List<R> rows, Function<R, Object> key, Consumer<List<R>> work) {
    try {
      work.accept(rows);
    } catch (ClientException | MirrorUnavailableException | StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (rows.size() == 1) {
        Object name = key.apply(rows.get(0));
        LOG.error("{} {} can't be repaired and is set aside", cache.id(), name, e);
        store.setAside(cache, name, "not readable: " + e);
        progress.onWritten(cache, new Written(0, 1), 0);
        return;
      }
      int half = rows.size() / 2;
      part(cache, rows.subList(0, half), key, work);
      part(cache, rows.subList(half, rows.size()), key, work);
    }
  }
}
