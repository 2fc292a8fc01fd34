package com.rollingdrop.compute.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.model.TransactionKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All commands at once from many callers while nodes are killed, frozen and restarted; then the
 * books must tell what the callers were told. {@code -Drollingdrop.model.minutes} makes it go on
 * round after round, {@code -Drollingdrop.model.seed} chooses the commands and the faults.
 */
class ModelCheckIT {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCheckIT.class);
  private static final int FAULTS = 4;
  private static final int FAULTS_OF_LONG_ROUND = 8;
  private static final Path OUTPUT = Path.of("target", "model-check");
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("rollingdrop.model.minutes", "0"));

  private final long seed =
      Long.getLong("rollingdrop.model.seed", System.nanoTime() & Integer.MAX_VALUE);

  @Test
  void theBooksTellWhatThePlayersWereToldWhateverHappensToTheNodes(@TempDir Path data)
      throws Exception {
    LOG.info("rollingdrop.model.seed={}", seed);
    long endNanos = System.nanoTime() + Duration.ofMillis((long) (MINUTES * 60_000)).toNanos();
    try (NodeProcesses nodes = new NodeProcesses(data, OUTPUT)) {
      nodes.startAll();
      int round = 0;
      do {
        round++;
        play(nodes, round);
      } while (System.nanoTime() - endNanos < 0);
    }
  }

  private void play(NodeProcesses nodes, int round) throws Exception {
    try (CommandGateway gateway =
            new CommandGateway(
                nodes.client(), nodes.settings().gateway(), new SimpleMeterRegistry());
        Workload workload = new Workload(gateway, seed, round)) {
      Generators.boxes(workload.players()).forEach(new BoxCatalog(nodes.client())::publish);
      for (long player : workload.players()) {
        if (player % 2 == 0) {
          Generators.imports(player).forEach(part -> workload.call(-1, part));
        }
        workload.call(-1, new Deposit(player, TransactionIds.ofKey(player, "first"), 5_000));
      }
      workload.start();
      new Nemesis(nodes, new Random(seed * 7_919 + round))
          .harm(MINUTES > 0 ? FAULTS_OF_LONG_ROUND : FAULTS);
      workload.stop();
      // Reveals the last seeds, and is behind whatever may still be under way.
      for (long player : workload.players()) {
        workload.call(-1, new RotateSeed(player));
      }
      check(nodes, workload, round);
    }
  }

  private void check(NodeProcesses nodes, Workload workload, int round) throws Exception {
    nodes.awaitWhole();
    Books books = new BookReader(nodes.client(), workload.players()).read();
    List<Operation> operations = workload.history().operations();
    List<String> problems =
        new ArrayList<>(Checker.problems(operations, books, Generators.boxes(workload.players())));
    problems.addAll(Copies.problems(nodes.client()));
    problems.addAll(ListingsCheck.problems(nodes.client()));
    AuditTally audit = new GridAudit(nodes.client()).all(true, sofar -> {});
    audit.findings().forEach(finding -> problems.add("the audit found " + finding));
    LOG.info("round {}: {} commands, {}", round, operations.size(), answers(operations));
    LOG.info("round {}: {} ledger entries, {}", round, books.ledger().size(), kinds(books));
    if (!problems.isEmpty()) {
      workload.history().writeTo(OUTPUT.resolve("history-" + seed + "-" + round + ".jsonl"));
    }
    assertThat(problems).as("round %d of seed %d", round, seed).isEmpty();
    assertThat(operations).as("commands").hasSizeGreaterThan(500);
    assertThat(kinds(books)).as("what players did").containsOnlyKeys(TransactionKind.values());
  }

  private static Map<TransactionKind, Integer> kinds(Books books) {
    Map<TransactionKind, Integer> counts = new EnumMap<>(TransactionKind.class);
    books.ledger().values().forEach(entry -> counts.merge(entry.kind(), 1, Integer::sum));
    return counts;
  }

  private static Map<String, Integer> answers(List<Operation> operations) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Operation operation : operations) {
      Answer answer = operation.answer();
      String name = answer.getClass().getSimpleName();
      if (answer instanceof Answer.Refused refused) {
        name = refused.code();
      } else if (answer instanceof Answer.Ok ok && ok.replayed()) {
        name = "Replayed";
      }
      counts.merge(name, 1, Integer::sum);
    }
    return counts;
  }
}
