package com.rollingdrop.fraud;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.FreezeWithdrawals;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.jspecify.annotations.Nullable;

/**
 * Freezes withdrawals by the engine's own command, as a client of the grid. It joins with the first
 * signal, so that a grid that is away does not keep the process from its start. For one thread, but
 * for {@link #close}.
 */
final class GridFreeze implements WithdrawalFreeze, AutoCloseable {
  private static final String NAME = "fraud";
  private static final int JOIN_TIMEOUT_MS = 30_000;

  private final Settings settings;
  private final MeterRegistry registry;
  private volatile @Nullable Ignite ignite;
  private @Nullable CommandGateway gateway;

  GridFreeze(Settings settings, MeterRegistry registry) {
    this.settings = settings;
    this.registry = registry;
  }

  @Override
  public UUID freeze(Signal signal) {
    // Derived from the signal: seen again it finds its first entry, and has no further effect. Not
    // by a key of the player's, who could use it up and never be frozen.
    UUID freezeId = TransactionIds.ofAdminKey(signal.playerId(), "fraud-signal:" + signal.id());
    FreezeWithdrawals command =
        new FreezeWithdrawals(
            signal.playerId(),
            freezeId,
            "fraud signal " + signal.id() + " (" + signal.rule() + ")");
    try {
      Outcome outcome = gateway().submit(command).get();
      boolean frozen =
          outcome instanceof Outcome.Done
              || (outcome instanceof Outcome.Refused refused
                  && refused.refusal() == Refusal.IDEMPOTENCY_KEY_REUSED);
      if (!frozen) {
        throw new IllegalStateException("player " + signal.playerId() + ": " + outcome);
      }
      return freezeId;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the grid did not take a freeze", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private CommandGateway gateway() {
    CommandGateway joined = gateway;
    if (joined == null) {
      IgniteConfiguration client = IgniteConfigurations.client(settings, NAME);
      // A client waits for its first server without end if nobody tells it otherwise.
      ((TcpDiscoverySpi) client.getDiscoverySpi()).setJoinTimeout(JOIN_TIMEOUT_MS);
      Ignite started = Ignition.start(client);
      ignite = started;
      joined = new CommandGateway(started, settings.gateway(), registry);
      gateway = joined;
    }
    return joined;
  }

  @Override
  public void close() {
    Ignite started = ignite;
    if (started != null) {
      Ignition.stop(started.name(), true);
    }
  }
}
