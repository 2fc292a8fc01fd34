package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.grid.ignite.Mirror;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ignite.Ignite;
import org.apache.ignite.compute.ComputeJobFailoverException;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out batches of commands on this node, beside the data: locks the wallets in key order,
 * reads all, lets the pure code decide one command after the other, writes all, commits.
 *
 * <p>A refusal is an outcome like any other. When the transaction itself fails, the batch's
 * commands are tried once more, one by one, so that a poisoned one fails alone; what the first try
 * may have committed is found by its ledger key. Thread-safe; there is one per node.
 */
public final class CommandExecutor {
  private static final String NODE_LOCAL_KEY = CommandExecutor.class.getName();
  private static final Logger LOG = LoggerFactory.getLogger(CommandExecutor.class);

  private static final int ALONE_TRIES_MAX = 3;

  /** Below are the ids of imported players and of development. */
  private static final long RANDOM_PLAYER_ID_MIN = 1L << 40;

  private final Ignite ignite;
  private final BoxTables boxes;
  private final SecureRandom random = new SecureRandom();
  private final StockBounds stockBounds = new StockBounds();
  private final BoxPublisher publisher;
  private final LoginRegistry logins;
  private final Mirror mirror;
  private final SeedVault seeds;
  private final InstantSource clock;
  private final String currency;
  private final Rules rules;
  private final CommandMetrics metrics;
  private final DistributionSummary batchSize;
  private final Timer batchTime;

  /**
   * @param currency of new wallets, ISO 4217
   * @param rules the same on every node
   * @param mirror is told what was committed
   */
  public CommandExecutor(
      Ignite ignite,
      SeedVault seeds,
      InstantSource clock,
      String currency,
      Rules rules,
      Mirror mirror,
      MeterRegistry registry) {
    this.ignite = ignite;
    this.boxes = new BoxTables(ignite, registry);
    this.publisher = new BoxPublisher(ignite, clock, mirror);
    this.logins =
        new LoginRegistry(
            ignite,
            this::randomPlayerId,
            playerId ->
                new Surroundings(clock.millis(), currency, rules, seeds, boxId -> null)
                    .newWallet(playerId),
            clock,
            mirror);
    this.mirror = mirror;
    this.seeds = seeds;
    this.clock = clock;
    this.currency = currency;
    this.rules = rules;
    this.metrics = new CommandMetrics(registry);
    this.batchSize = DistributionSummary.builder("rollingdrop.batch.commands").register(registry);
    this.batchTime =
        Timer.builder("rollingdrop.batch").publishPercentileHistogram().register(registry);
  }

  /** Makes this executor the one that jobs find on its node. */
  public void attach() {
    ignite.cluster().<String, CommandExecutor>nodeLocalMap().put(NODE_LOCAL_KEY, this);
  }

  /**
   * The executor of a node.
   *
   * @throws ComputeJobFailoverException when the node is still starting
   */
  static CommandExecutor of(Ignite ignite) {
    CommandExecutor executor =
        ignite.cluster().<String, CommandExecutor>nodeLocalMap().get(NODE_LOCAL_KEY);
    if (executor == null) {
      throw new ComputeJobFailoverException("the node is still starting");
    }
    return executor;
  }

  /** Carries out the commands in order; the outcomes stand in the same order. */
  public List<Outcome> execute(List<Command> commands) {
    List<Outcome> outcomes = batchTime.record(() -> together(commands));
    if (outcomes == null) {
      outcomes = oneByOne(commands);
    }
    batchSize.record(commands.size());
    metrics.count(commands, outcomes);
    return outcomes;
  }

  private @Nullable List<Outcome> together(List<Command> commands) {
    try {
      return inTransaction(commands);
    } catch (RuntimeException e) {
      LOG.warn("a batch of {} failed and is tried command by command", commands.size(), e);
      TopologyChange.await(e);
      return null;
    }
  }

  private List<Outcome> oneByOne(List<Command> commands) {
    List<Outcome> outcomes = new ArrayList<>(commands.size());
    for (Command command : commands) {
      outcomes.add(
          command.repeatable()
              ? alone(command, ALONE_TRIES_MAX)
              : new Outcome.Unknown("its batch failed and it must not be repeated"));
    }
    return outcomes;
  }

  private Outcome alone(Command command, int tries) {
    try {
      return inTransaction(List.of(command)).get(0);
    } catch (BrokenInvariantException e) {
      metrics.countBroken(command);
      LOG.error("player {}: {} would break the books", command.playerId(), command, e);
      return new Outcome.Unknown(e.getClass().getName());
    } catch (RuntimeException e) {
      // Another node of the transaction was lost: what took effect is found by its ledger key.
      if (tries > 1 && TopologyChange.await(e)) {
        return alone(command, tries - 1);
      }
      metrics.countFailed(command);
      LOG.error(
          "player {}: {} failed", command.playerId(), command.plain().getClass().getName(), e);
      return new Outcome.Unknown(e.getClass().getName());
    }
  }

  private List<Outcome> inTransaction(List<Command> commands) {
    Map<String, @Nullable TicketTable> tables = new HashMap<>();
    boolean plain = true;
    for (Command command : commands) {
      // Read before the transaction starts: inside, a read would lock the box for all players.
      for (String boxId : command.boxes()) {
        if (!tables.containsKey(boxId)) {
          TicketTable table = boxes.live(boxId);
          tables.put(boxId, table);
          plain &= table == null || table.isPlain();
        }
      }
    }
    Surroundings surroundings =
        new Surroundings(clock.millis(), currency, rules, seeds, tables::get);
    if (plain) {
      return inTransaction(commands, surroundings, null);
    }
    Set<String> whole = new TreeSet<>();
    while (true) {
      try {
        return inTransaction(
            commands, surroundings, new BoxRows(ignite, tables, stockBounds, whole));
      } catch (QuotaShortException e) {
        // One box more each time, so this ends with the batch's boxes.
        if (!whole.add(e.boxId())) {
          throw e;
        }
      }
    }
  }

  private List<Outcome> inTransaction(
      List<Command> commands, Surroundings surroundings, @Nullable BoxRows boxRows) {
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ)) {
      BatchState state = new BatchState(ignite, commands, surroundings.nowMs(), boxRows);
      List<Outcome> outcomes = new ArrayList<>(commands.size());
      for (Command command : commands) {
        outcomes.add(state.apply(command, surroundings));
      }
      state.write();
      transaction.commit();
      state.tell(mirror);
      return outcomes;
    }
  }

  BoxPublisher publisher() {
    return publisher;
  }

  private long randomPlayerId() {
    return random.nextLong(RANDOM_PLAYER_ID_MIN, Long.MAX_VALUE);
  }

  LoginRegistry logins() {
    return logins;
  }
}
