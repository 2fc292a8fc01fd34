package com.rollingdrop.compute.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.compute.client.OverloadedException;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.cache.Cache;
import org.apache.ignite.cache.query.ScanQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limited box that everybody wants at once, on three nodes. */
class LimitedBoxChaosIT {
  private static final int STOCK = 1_000;
  private static final int CALLERS = 64;
  private static final long RETRY_MS = 100;
  private static final int RETRIES_MAX = 600;
  private static final Path LOGS = Path.of("target", "limited-box");

  @Test
  void aStockIsSoldToTheLastDrawAndNotOneMoreAlsoWhenANodeIsKilled(@TempDir Path data)
      throws Exception {
    try (NodeProcesses nodes = new NodeProcesses(data, LOGS)) {
      nodes.startAll();
      try (CommandGateway gateway =
          new CommandGateway(
              nodes.client(), nodes.settings().gateway(), new SimpleMeterRegistry())) {
        sellOut(nodes, gateway, "quiet", -1);
        for (int node = 0; node < NodeProcesses.NODES; node++) {
          sellOut(nodes, gateway, "killed-" + node, node);
        }
      }
    }
  }

  /** Sells a box out; kills a node in the middle of it, if one is named. */
  private static void sellOut(NodeProcesses nodes, CommandGateway gateway, String boxId, int victim)
      throws Exception {
    new BoxCatalog(nodes.client()).publish(Samples.limited(boxId, STOCK));
    AtomicInteger sold = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    List<CompletableFuture<Void>> callers =
        LongStream.rangeClosed(1, CALLERS)
            .mapToObj(
                player ->
                    CompletableFuture.runAsync(
                        () -> buyAll(gateway, player, boxId, asked, sold, refused),
                        caller -> new Thread(caller).start()))
            .toList();
    if (victim >= 0) {
      while (sold.get() < STOCK / 3) {
        Thread.sleep(1);
      }
      nodes.kill(victim);
      nodes.start(victim);
    }
    callers.forEach(CompletableFuture::join);
    nodes.awaitWhole();

    assertThat(sold).as("told as drawn").hasValue(STOCK);
    assertThat(refused).as("told that nothing is left").hasValue(CALLERS);
    assertThat(asked).as("replies").hasValue(STOCK + CALLERS);
    assertThat(draws(nodes, boxId)).as("draws in the ledgers").isEqualTo(STOCK);
    assertThat(new GridAudit(nodes.client()).all(true, sofar -> {}).findings()).isEmpty();
  }

  private static void buyAll(
      CommandGateway gateway,
      long player,
      String boxId,
      AtomicInteger asked,
      AtomicInteger sold,
      AtomicInteger refused) {
    ask(gateway, new Deposit(player, TransactionIds.ofKey(player, boxId), 1_000_000));
    for (int i = 0; ; i++) {
      asked.incrementAndGet();
      Outcome outcome =
          ask(
              gateway,
              new OpenBox(player, TransactionIds.ofKey(player, boxId + "-" + i), boxId, 1));
      if (outcome instanceof Outcome.Refused refusal) {
        assertThat(refusal.refusal()).isEqualTo(Refusal.BOX_SOLD_OUT);
        refused.incrementAndGet();
        return;
      }
      sold.incrementAndGet();
    }
  }

  /** Asks with the same key until it is told what came of it. */
  private static Outcome ask(CommandGateway gateway, Command command) {
    for (int i = 0; i < RETRIES_MAX; i++) {
      try {
        Outcome outcome = gateway.submit(command).join();
        if (!(outcome instanceof Outcome.Unknown)) {
          return outcome;
        }
      } catch (CompletionException e) {
        assertThat(e.getCause())
            .isInstanceOfAny(GridUnavailableException.class, OverloadedException.class);
      }
      pause();
    }
    throw new AssertionError("no answer: " + command);
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static long draws(NodeProcesses nodes, String boxId) {
    long draws = 0;
    try (var cursor =
        Caches.ledger(nodes.client()).query(new ScanQuery<LedgerKey, LedgerEntry>())) {
      for (Cache.Entry<LedgerKey, LedgerEntry> entry : cursor) {
        draws += boxId.equals(entry.getValue().boxId()) ? entry.getValue().itemsIn().size() : 0;
      }
    }
    return draws;
  }
}
