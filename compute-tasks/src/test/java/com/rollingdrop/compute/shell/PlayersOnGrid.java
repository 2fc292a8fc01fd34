package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.Wallet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.ignite.Ignite;

/** Players who send commands through the gateway into one real node, and read what they have. */
final class PlayersOnGrid implements AutoCloseable {
  private final TestGrid grid;
  private CommandGateway gateway;
  private PlayerReads reads;

  PlayersOnGrid(Path data) {
    grid = new TestGrid(data);
    gateway = connect();
    reads = new PlayerReads(grid.ignite());
  }

  private CommandGateway connect() {
    return new CommandGateway(grid.ignite(), grid.settings().gateway(), new SimpleMeterRegistry());
  }

  /** Ends the node in good order and starts it again on the same data. */
  void restart() {
    gateway.close();
    grid.restart();
    gateway = connect();
    reads = new PlayerReads(grid.ignite());
  }

  Ignite ignite() {
    return grid.ignite();
  }

  PlayerReads reads() {
    return reads;
  }

  CompletableFuture<Outcome> submit(Command command) {
    return gateway.submit(command);
  }

  Outcome.Done done(Command command) {
    return done(submit(command).join());
  }

  Wallet wallet(long player) {
    return Objects.requireNonNull(reads.wallet(player));
  }

  /** Opens the crate once and tells the item. */
  UUID itemOf(long player) {
    done(open(player, "item", 1));
    return reads.inventory(player, Long.MAX_VALUE, 1).get(0).itemId();
  }

  /** One more executor on the node, with a time and a mirror of its own. */
  CommandExecutor executor(InstantSource clock, Mirror mirror) {
    return new CommandExecutor(
        grid.ignite(),
        Samples.vault(),
        clock,
        "USD",
        Rules.of(grid.settings().rules()),
        mirror,
        new SimpleMeterRegistry());
  }

  static Deposit deposit(long player, String key, long minor) {
    return new Deposit(player, TransactionIds.ofKey(player, key), minor);
  }

  static OpenBox open(long player, String key, int count) {
    return new OpenBox(player, TransactionIds.ofKey(player, key), "crate", count);
  }

  static Outcome.Done done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  static String text(Outcome.Done done) {
    return new String(done.reply(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    gateway.close();
    grid.close();
  }
}
