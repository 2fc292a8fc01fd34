package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.CommandCodec;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.shell.CommandBatchJob;
import com.rollingdrop.grid.ignite.CacheName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteCallable;

/**
 * A grid that is sent batches of an exact size, one at a time, as the gateway would send them, and
 * whose processes count what they say to one another. Used by one thread.
 */
public final class EngineBatches implements AutoCloseable {
  private final EngineTarget target;
  private final Ignite ignite;

  /** The nodes and the players that each of them holds, in the same order. */
  private final List<ClusterNode> nodes;

  private final List<List<Long>> players = new ArrayList<>();
  private final int[] turns;
  private int batches;

  private EngineBatches(EngineTarget target, int players) {
    this.target = target;
    this.ignite = target.ignite();
    this.nodes = List.copyOf(ignite.cluster().forServers().nodes());
    this.turns = new int[nodes.size()];
    var affinity = ignite.<Long>affinity(CacheName.WALLETS.id());
    for (ClusterNode node : nodes) {
      this.players.add(
          LongStream.rangeClosed(1, players)
              .filter(player -> affinity.isPrimary(node, player))
              .boxed()
              .toList());
    }
  }

  /** One node. */
  public static EngineBatches oneNode(Stage stage) throws Exception {
    return start("engine", stage);
  }

  /** Two nodes, each the backup of the other. */
  public static EngineBatches withBackup(Stage stage) throws Exception {
    return start("engine-backup", stage);
  }

  static EngineBatches start(String variant, Stage stage) throws Exception {
    EngineVariant chosen =
        EngineVariant.ALL.stream()
            .filter(v -> v.contender().equals(variant))
            .findFirst()
            .orElseThrow();
    return new EngineBatches(EngineContender.start(chosen, stage), stage.players());
  }

  /** Most openings in a batch: no player comes twice. */
  public int sizeMax() {
    return players.stream().mapToInt(List::size).min().orElse(0);
  }

  /**
   * Sends a batch and waits until it is through. The nodes take turns.
   *
   * @param size openings, each for another player of the node; 1 … {@link #sizeMax}
   */
  public void send(int size) {
    int node = batches % nodes.size();
    batches++;
    List<Command> openings = new ArrayList<>(size);
    List<Long> own = players.get(node);
    for (int i = 0; i < size; i++) {
      openings.add(new OpenBox(own.get(turns[node]), UUID.randomUUID(), Work.BOX.boxId(), 1));
      turns[node] = (turns[node] + 1) % own.size();
    }
    byte[] reply =
        ignite
            .compute(ignite.cluster().forNode(nodes.get(node)))
            .withNoFailover()
            .call(new CommandBatchJob(CommandCodec.encodeCommands(openings)));
    List<Outcome> outcomes = CommandCodec.decodeOutcomes(reply);
    outcomes.forEach(EngineTarget::isRepetition);
    if (outcomes.size() != size) {
      throw new IllegalStateException(outcomes.size() + " outcomes of " + size + " openings");
    }
  }

  /** Runs a job on every node at once. */
  <T> Collection<T> onEachNode(IgniteCallable<T> job) {
    return ignite.compute(ignite.cluster().forServers()).broadcast(job);
  }

  /** What was said so far; to read it takes messages itself. */
  public Traffic traffic() {
    List<Traffic.Counters> ofNodes = new ArrayList<>();
    for (ClusterNode node : nodes) {
      ofNodes.add(
          Traffic.Counters.of(
              ignite.compute(ignite.cluster().forNode(node)).call(new TrafficJob())));
    }
    return new Traffic(TrafficJob.of(ignite), ofNodes);
  }

  /** Versions and settings, for the report. */
  public String about() {
    return target.about();
  }

  @Override
  public void close() throws IOException {
    target.close();
  }
}
