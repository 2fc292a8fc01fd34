package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.client.AdminOperations;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossReplayIT {
  private static final int PLAYERS = 20;
  private static final int DEPOSITS = 300;

  @TempDir private Path data;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void writesTheYoungEntriesOnceMoreAndChangesNothing() {
    try (TestGrid grid = new TestGrid(data);
        LossReplay replay =
            new LossReplay(grid.ignite(), InstantSource.system(), 1_000, registry)) {
      List<Command> deposits = new ArrayList<>();
      for (long player = 1; player <= PLAYERS; player++) {
        deposits.add(new Deposit(player, TransactionIds.ofKey(player, "d"), 100));
      }
      UUID last = new UUID(0, 0);
      for (int i = 0; i < DEPOSITS; i++) {
        last = TransactionIds.ofKey(1, "d" + i);
        deposits.add(new Deposit(1, last, 100));
      }
      CommandExecutor.of(grid.ignite()).execute(deposits);
      LedgerKey key = new LedgerKey(1, last);
      LedgerEntry before = Caches.ledger(grid.ignite()).get(key);

      replay.replay(0);

      assertThat(told()).isEqualTo(PLAYERS + DEPOSITS);
      assertThat(Caches.ledger(grid.ignite()).get(key))
          .usingRecursiveComparison()
          .isEqualTo(before);
      assertThat(Caches.ledger(grid.ignite()).size()).isEqualTo(PLAYERS + DEPOSITS);

      replay.replay(System.currentTimeMillis() + 60_000);
      assertThat(told()).isEqualTo(PLAYERS + DEPOSITS);
    }
  }

  @Test
  void writesTheYoungLoginsOnceMoreAndChangesNothing() {
    try (TestGrid grid = new TestGrid(data);
        LossReplay replay =
            new LossReplay(grid.ignite(), InstantSource.system(), 1_000, registry)) {
      Login login = CommandExecutor.of(grid.ignite()).logins().register("ann", "hash");

      replay.replay(0);

      assertThat(told()).isEqualTo(1);
      assertThat(Caches.logins(grid.ignite()).get("ann"))
          .usingRecursiveComparison()
          .isEqualTo(login);

      replay.replay(System.currentTimeMillis() + 60_000);
      assertThat(told()).isEqualTo(1);
    }
  }

  @Test
  void writesWhatAdministratorsDidOnceMoreAndChangesNothing() {
    try (TestGrid grid = new TestGrid(data);
        LossReplay replay =
            new LossReplay(grid.ignite(), InstantSource.system(), 1_000, registry)) {
      UUID id = UUID.randomUUID();
      AdminOperation operation =
          AdminOperation.asked(
              1_000,
              7,
              Role.ADMIN,
              id,
              "POST",
              "/admin/boxes",
              Map.of("boxId", "b"),
              "10.0.0.1",
              "4bf92f3577b34da6a3ce929d0e0e4736");
      AdminOperations operations = new AdminOperations(grid.ignite());
      operations.write(id, operation);
      operations.write(id, operation.answered(AdminOperation.Outcome.DONE, 201, null, 2_000));

      replay.replay(2_000);

      assertThat(told()).isEqualTo(1);
      assertThat(operations.find(id))
          .usingRecursiveComparison()
          .isEqualTo(operation.answered(AdminOperation.Outcome.DONE, 201, null, 2_000));

      replay.replay(2_001);
      assertThat(told()).isEqualTo(1);
    }
  }

  private double told() {
    return registry.get("rollingdrop.ledger.replayed").counter().count();
  }
}
