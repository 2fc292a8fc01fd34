package com.rollingdrop.ops;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.ReleaseWithdrawals;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.fraud.Signal;
import com.rollingdrop.fraud.SignalTable;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows fraud signals, and releases withdrawals that one has frozen. */
@Command(
    name = "fraud",
    description = {
      "Shows the latest fraud signals, the last one first.",
      "With --release lets a player withdraw again whom the named freeze has stopped.",
      "Exit code 0 when it did what was asked, 1 when not."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Fraud implements Callable<Integer> {
  private static final String NAME = "fraud-release";
  private static final int LIMIT_MAX = 10_000;

  @Spec private CommandSpec spec;

  @Option(names = "--player", paramLabel = "ID", description = "this player only")
  private Optional<Long> player;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "how many at most, default ${DEFAULT-VALUE}")
  private int limit = 50;

  @Option(
      names = "--release",
      paramLabel = "FREEZE",
      description = "ends this freeze of --player; needs --reason")
  private Optional<UUID> release;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "who looked into it and what came of it; it stands in the ledger")
  private Optional<String> reason;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = SettingsLoader.load();
    if (release.isPresent()) {
      return release(settings, release.get());
    }
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new ParameterException(spec.commandLine(), "--limit: 1 to " + LIMIT_MAX);
    }
    try (HikariDataSource postgres = PostgresDataSource.open(settings, Secrets.of(settings))) {
      tell(new SignalTable(postgres).latest(player.orElse(null), limit));
    } catch (SQLException e) {
      throw new OpsException("Postgres can't be asked for signals: " + e.getMessage());
    }
    return 0;
  }

  private void tell(List<SignalTable.Stored> signals) {
    PrintWriter out = spec.commandLine().getOut();
    for (SignalTable.Stored stored : signals) {
      Signal signal = stored.signal();
      out.printf(
          "%s %-8s %-8s player %d, %s %s%n",
          Instant.ofEpochMilli(signal.timestampMs()),
          signal.severity(),
          signal.rule(),
          signal.playerId(),
          signal.subject(),
          signal.figures());
      out.printf("  signal %s, transactions %s%n", signal.id(), signal.transactions());
      if (!signal.others().isEmpty()) {
        out.printf("  other players %s%n", signal.others());
      }
      if (stored.freezeId() != null) {
        out.printf("  has frozen withdrawals: freeze %s%n", stored.freezeId());
      }
    }
    out.printf("%d signals%n", signals.size());
    out.flush();
  }

  private int release(Settings settings, UUID freezeId) throws InterruptedException {
    if (player.isEmpty() || reason.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--release: needs --player and --reason");
    }
    ReleaseWithdrawals command;
    try {
      UUID id = TransactionIds.ofAdminKey(player.get(), "release:" + freezeId);
      command = new ReleaseWithdrawals(player.get(), id, freezeId, reason.get());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--reason: 1 to 200 characters");
    }
    Outcome outcome;
    try (Ignite ignite = GridClient.join(settings, NAME);
        CommandGateway gateway =
            new CommandGateway(ignite, settings.gateway(), new SimpleMeterRegistry())) {
      outcome = gateway.submit(command).get();
    } catch (IgniteException | ExecutionException e) {
      throw new OpsException("the grid did not take the release: " + e.getMessage());
    }
    if (outcome instanceof Outcome.Refused refused) {
      throw new OpsException(refused.refusal() + ": " + refused.detail());
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      throw new OpsException(
          "not known whether it was released, run it again: " + unknown.detail());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("player %d can withdraw again%n", command.playerId());
    out.flush();
    return 0;
  }
}
