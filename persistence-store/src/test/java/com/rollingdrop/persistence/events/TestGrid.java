package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.settings.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/** One real grid node in this JVM. */
public final class TestGrid implements AutoCloseable {
  private final Ignite ignite;

  private TestGrid(Ignite ignite) {
    this.ignite = ignite;
  }

  public static TestGrid start(Settings settings) {
    Ignite ignite = Ignition.start(IgniteConfigurations.server(settings));
    ignite.cluster().state(ClusterState.ACTIVE);
    return new TestGrid(ignite);
  }

  /** Writes the entries in one grid transaction, as a command does. */
  public void commit(Map<LedgerKey, LedgerEntry> entries) {
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ)) {
      Caches.ledger(ignite).putAll(new TreeMap<>(entries));
      transaction.commit();
    }
  }

  public void commit(LedgerKey key, LedgerEntry entry) {
    commit(Map.of(key, entry));
  }

  /** Deposits of a cent and up, in batches of 20, by ten players. */
  public void commitDeposits(int from, int to) {
    Map<LedgerKey, LedgerEntry> batch = new TreeMap<>();
    for (int number = from; number < to; number++) {
      LedgerKey key = LedgerSamples.key(number % 10, number);
      batch.put(key, LedgerSamples.deposit(key, number, number + 1, System.currentTimeMillis()));
      if (batch.size() == 20 || number == to - 1) {
        commit(batch);
        batch.clear();
      }
    }
  }

  public Ignite ignite() {
    return ignite;
  }

  @Override
  public void close() {
    Ignition.stop(ignite.name(), true);
  }
}
