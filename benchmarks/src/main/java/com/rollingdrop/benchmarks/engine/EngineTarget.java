package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Caller;
import com.rollingdrop.benchmarks.load.Target;
import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.CachePeekMode;

/** A running grid, called as an api-server calls it: through the gateway of a client node. */
final class EngineTarget implements Target {
  private static final int DEPOSITS_AT_ONCE = 1_000;

  private final EngineSettings environment;
  private final Settings settings;
  private final EngineNodes nodes;
  private final Ignite ignite;
  private final CommandGateway gateway;
  private int deposits;

  EngineTarget(EngineSettings environment, EngineNodes nodes) {
    this.environment = environment;
    this.settings = environment.ofClient();
    this.nodes = nodes;
    this.ignite = Ignition.start(IgniteConfigurations.client(settings, "benchmark"));
    this.gateway = new CommandGateway(ignite, settings.gateway(), new SimpleMeterRegistry());
  }

  /** Publishes the box and fills the wallets. */
  void prepare(int players) {
    var unused = new BoxCatalog(ignite).publish(Work.BOX);
    List<CompletableFuture<Outcome>> underWay = new ArrayList<>();
    for (long player = 1; player <= players; player++) {
      underWay.add(gateway.submit(new Deposit(player, UUID.randomUUID(), Work.FUNDS_MINOR)));
      if (underWay.size() == DEPOSITS_AT_ONCE || player == players) {
        underWay.forEach(deposit -> isRepetition(deposit.join()));
        underWay.clear();
      }
    }
    deposits = players;
  }

  @Override
  public Caller caller() {
    return (playerId, key) ->
        isRepetition(gateway.submit(new OpenBox(playerId, key, Work.BOX.boxId(), 1)).get());
  }

  private static boolean isRepetition(Outcome outcome) {
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
    return Caches.ledger(ignite).sizeLong(CachePeekMode.PRIMARY) - deposits;
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
        + " MB, batches of at most "
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
