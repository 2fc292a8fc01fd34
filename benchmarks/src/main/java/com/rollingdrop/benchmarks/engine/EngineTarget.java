package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Caller;
import com.rollingdrop.benchmarks.load.Target;
import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.CachePeekMode;

/** A running grid, called as an api-server calls it: through the gateway of a client node. */
final class EngineTarget implements Target {
  private final EngineSettings environment;
  private final Settings settings;
  private final EngineNodes nodes;
  private final Ignite ignite;
  private final CommandGateway gateway;
  private long entriesBefore;

  EngineTarget(EngineSettings environment, EngineNodes nodes) {
    this.environment = environment;
    this.settings = environment.ofClient();
    this.nodes = nodes;
    this.ignite = Ignition.start(IgniteConfigurations.client(settings, "benchmark"));
    this.gateway = new CommandGateway(ignite, settings.gateway(), new SimpleMeterRegistry());
  }

  /** Publishes the box and fills the wallets, and the ledger as far as asked. */
  void prepare(int wallets, int entries) throws InterruptedException, ExecutionException {
    new Fill(ignite, settings, wallets, entries).run();
    entriesBefore = entries;
  }

  Ignite ignite() {
    return ignite;
  }

  @Override
  public Caller caller() {
    return (playerId, key) ->
        isRepetition(gateway.submit(new OpenBox(playerId, key, Work.BOX.boxId(), 1)).get());
  }

  static boolean isRepetition(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.replayed();
    }
    throw new IllegalStateException("no opening: " + outcome);
  }

  @Override
  public long balanceMinor(long playerId) {
    Wallet wallet = Caches.wallets(ignite).get(playerId);
    return wallet == null ? 0 : wallet.availableMinor();
  }

  @Override
  public long openings() {
    return Caches.ledger(ignite).sizeLong(CachePeekMode.PRIMARY) - entriesBefore;
  }

  @Override
  public String about() {
    return "Ignite "
        + ignite.version().toString().replaceAll("#.*", "")
        + ", "
        + environment.nodes()
        + (environment.nodes() == 1 ? " node" : " nodes")
        + ", backups "
        + settings.grid().backups()
        + ", WAL "
        + settings.grid().walMode()
        + ", "
        + settings.grid().partitions()
        + " partitions, data region "
        + settings.grid().dataRegionMb()
        + " MB, a checkpoint after "
        + settings.grid().walArchiveMaxMb() / 4
        + " MB of WAL or "
        + settings.grid().checkpointFrequencyS()
        + " s, batches of at most "
        + settings.gateway().batchMax()
        + ", "
        + settings.gateway().inFlightMax()
        + " in flight, node flags "
        + String.join(" ", EngineNodes.flags());
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    ignite.close();
    nodes.close();
  }
}
