package com.rollingdrop.persistence.clickhouse;

import static com.rollingdrop.persistence.clickhouse.ClickHouseFront.query;
import static com.rollingdrop.persistence.clickhouse.RollupProof.assertRollups;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of an earlier release, with rows in it, becomes one of this release. */
@SuppressWarnings("NullAway.Init") // set before each test
class MigrationsIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final int BEFORE_ROLLUPS = 3;

  private final long startMs = System.currentTimeMillis();

  @TempDir private Path directory;
  private ClickHouseFront clickHouse;
  private Settings settings;
  private ClickHouseConnections connections;
  private Connection connection;

  @BeforeEach
  void start() throws Exception {
    clickHouse = ClickHouseFront.start(directory.resolve("clickhouse"));
    settings = new TestSettings(directory).with("CLICKHOUSE_PORT", clickHouse.port()).load();
    connections =
        new ClickHouseConnections(
            settings.clickhouse(), ClickHouseFront.secrets().text(Secret.CLICKHOUSE_PASSWORD));
    connection = connections.open();
  }

  @AfterEach
  void stop() throws Exception {
    if (connection != null) {
      connection.close();
      clickHouse.close();
    }
  }

  @Test
  void rowsOfBeforeTheRollupsAreInThemAfterwards() throws Exception {
    Migrations.run(connection, BEFORE_ROLLUPS);
    insert(0, 1_000);
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> assertRollups(settings, 1_000, 0));

    Migrations.run(connection);
    insert(1_000, 1_500);

    awaitEveryPartHasItsRollups();
    assertRollups(settings, 1_500, 1_500L * 1_501 / 2);
  }

  @Test
  void aMigrationThatDiedBeforeItWasNotedRunsAgain() throws Exception {
    Migrations.run(connection);
    insert(0, 100);
    execute("ALTER TABLE schema_versions DELETE WHERE version > 1 SETTINGS mutations_sync = 1");

    Migrations.run(connection);

    assertThat(query(settings, "SELECT version FROM schema_versions ORDER BY version"))
        .containsExactly("1", "2", "3", "4");
    awaitEveryPartHasItsRollups();
    assertRollups(settings, 100, 5_050);
  }

  @Test
  void aScriptThatWasChangedAfterItRanIsNamed() throws Exception {
    Migrations.run(connection);
    execute(
        "ALTER TABLE schema_versions UPDATE checksum = 'x' WHERE version = 2"
            + " SETTINGS mutations_sync = 1");

    assertThatIllegalStateException()
        .isThrownBy(() -> Migrations.run(connection))
        .withMessageContaining("V2__two_sided_transactions.sql was changed");
  }

  @Test
  void eventsAreForgottenAfterTwoYearsAndTheirRollupsWithThem() throws Exception {
    Migrations.run(connection);
    long threeYearsMs = Duration.ofDays(3 * 366).toMillis();
    insert(List.of(row(1, startMs - threeYearsMs), row(2, startMs)));

    execute("OPTIMIZE TABLE transaction_events FINAL");

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(query(settings, "SELECT count() FROM transaction_events"))
                    .containsExactly("1"));
    assertRollups(settings, 1, 3);
  }

  private void awaitEveryPartHasItsRollups() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        query(
                            settings,
                            "SELECT count() FROM system.parts WHERE active AND table ="
                                + " 'transaction_events' AND length(projections) < 3"))
                    .containsExactly("0"));
  }

  private void insert(int from, int to) throws Exception {
    List<TransactionRow> rows = new ArrayList<>();
    for (int number = from; number < to; number++) {
      rows.add(row(number, startMs - number * 7_000_000L));
    }
    insert(rows);
  }

  private void insert(List<TransactionRow> rows) throws Exception {
    try (TransactionEventTable table = new TransactionEventTable(connections)) {
      table.insert(rows, UUID.randomUUID());
    }
  }

  private static TransactionRow row(int number, long atMs) throws Exception {
    return TransactionRow.of(
        new TransactionEvent(
            atMs,
            "DEPOSIT",
            new UUID(1, number),
            number % 10,
            null,
            null,
            null,
            List.of(),
            number + 1,
            0,
            0,
            number + 1,
            "USD",
            "DEPOSIT",
            0,
            null,
            null,
            0,
            0,
            null,
            0,
            0,
            new TransactionEvent.Origin("eu-1", "1", "grid")));
  }

  private void execute(String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
