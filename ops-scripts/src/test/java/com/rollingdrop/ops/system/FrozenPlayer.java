package com.rollingdrop.ops.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import tools.jackson.databind.JsonNode;

/** A player whose transactions look like fraud, in a system that freezes withdrawals for it. */
final class FrozenPlayer {
  /** What the system has to be started with; others stay below it. */
  static final int COMMANDS = 120;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern FREEZE = Pattern.compile("freeze ([0-9a-f-]{36})");

  private final RunningSystem system;
  private final long player;

  FrozenPlayer(RunningSystem system, long player) {
    this.system = system;
    this.player = player;
  }

  void isFrozenOnceAndReleasedByAnOperator() throws Exception {
    ApiClient api = system.api();
    for (int i = 0; i < COMMANDS; i++) {
      if (i == COMMANDS / 2) {
        kill();
      }
      assertThat(api.deposit(player, "fast-" + i, 100).status()).isEqualTo(200);
    }
    assertThat(signals()).isZero();
    system.mustRun("up");
    await().atMost(PATIENCE).until(() -> signals() == 1 && freezes() == 1);

    String said = system.mustRun("fraud", "--player", Long.toString(player));
    assertThat(said).contains("VELOCITY").contains("commands=" + COMMANDS).contains("1 signals");
    Matcher freeze = FREEZE.matcher(said);
    assertThat(freeze.find()).isTrue();
    try (Ignite client = Ignition.start(IgniteConfigurations.client(system.settings(), "test"));
        CommandGateway gateway =
            new CommandGateway(client, system.settings().gateway(), new SimpleMeterRegistry())) {
      assertThat(gateway.submit(withdrawal("stopped")).get())
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> assertThat(refused.refusal()).isEqualTo(Refusal.WITHDRAWALS_FROZEN));
      String[] release = {
        "--player", Long.toString(player), "--release", freeze.group(1), "--reason", "a script"
      };
      assertThat(system.mustRun("fraud", release)).contains("can withdraw again");
      assertThat(gateway.submit(withdrawal("allowed")).get()).isInstanceOf(Outcome.Done.class);

      // All of it once more: the same signal, which has been looked into.
      kill();
      system.mustRun(
          "cdc-replay", "--from", "2020-01-01T00:00:00Z", "--to", "2100-01-01T00:00:00Z");
      system.mustRun("up");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  part().path("repeated").asInt(0) >= COMMANDS && part().path("lag").asInt(1) == 0);
      assertThat(gateway.submit(withdrawal("allowed-too")).get()).isInstanceOf(Outcome.Done.class);
    }
    assertThat(signals()).isEqualTo(1);
    assertThat(freezes()).isEqualTo(1);
  }

  /** Held for longer than the tests that follow, which compare wallets. */
  private Command withdrawal(String key) {
    return new Withdraw(player, TransactionIds.ofKey(player, key), 100, 86_400_000, false);
  }

  private void kill() throws Exception {
    long pid = system.part("fraud").get("pid").longValue();
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private JsonNode part() throws Exception {
    return system.part("fraud").path("detail");
  }

  private long signals() throws Exception {
    return system
        .postgresSql(
            "SELECT player_id, count(*) FROM fraud_signals WHERE player_id = "
                + player
                + " GROUP BY 1")
        .getOrDefault(player, 0L);
  }

  private long freezes() throws Exception {
    return system
        .gridSql(
            "SELECT playerId, COUNT(*) FROM ROLLINGDROP.LEDGER WHERE kind = 'FREEZE' AND playerId ="
                + " "
                + player
                + " GROUP BY playerId")
        .getOrDefault(player, 0L);
  }
}
