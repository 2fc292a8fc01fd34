package com.rollingdrop.ops.monolith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.ops.OpsException;
import com.rollingdrop.persistence.reconcile.Options;
import com.rollingdrop.persistence.reconcile.Place;
import com.rollingdrop.persistence.reconcile.Reconciliation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ignite.cache.CachePeekMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An import from its first dry run to the cut-over, while the monolith goes on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before all tests
class ImportIT {
  private static final int SAMPLE_USERS = 200;
  private static final int MORE_USERS = 4_000;
  private static final int USERS = SAMPLE_USERS + MORE_USERS;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static ImportSystem system;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    system = new ImportSystem(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    system.close();
  }

  @Test
  @Order(1)
  void aDryRunCountsEverythingAndWritesNothing() throws Exception {
    Report report;
    try (Importer importer = system.importer(true)) {
      report = importer.dryRun();
    }

    assertThat(report.findings()).isEmpty();
    assertThat(report.totalsAgree()).isTrue();
    assertThat(report.read().players()).isEqualTo(SAMPLE_USERS);
    assertThat(report.comparison().differing()).isEqualTo(SAMPLE_USERS);
    assertThat(wallets()).isZero();
    assertThat(system.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'monolith'"))
        .isZero();
  }

  @Test
  @Order(2)
  void badRowsAreNamedAndTheirPlayersLeftOutAndTheRestGoesOn() throws Exception {
    system.monolith("UPDATE wallets SET balance = -1 WHERE user_id = 11");
    system.monolith("UPDATE wallets SET balance = 10.005 WHERE user_id = 12");
    system.monolith("UPDATE wallets SET currency = 'EUR' WHERE user_id = 13");
    system.monolith(
        "UPDATE inventory SET market_price = -3 WHERE id ="
            + " (SELECT min(id) FROM inventory WHERE user_id = 14)");
    system.monolith(
        "INSERT INTO inventory (user_id, definition_id, market_price) VALUES (9999, 1, 1)");

    Report report = system.importAll();

    assertThat(report.isEqual()).isFalse();
    assertThat(report.findings())
        .extracting(Finding::toString)
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one).startsWith("player 11: cash_minor -100").contains("between"),
            one -> assertThat(one).startsWith("player 12: cash_minor 1000.5").contains("whole"),
            one -> assertThat(one).isEqualTo("player 13: currency EUR is not USD"),
            one -> assertThat(one).startsWith("item ").contains("value_minor -300"),
            one -> assertThat(one).startsWith("item ").endsWith("its owner is no player"));
    assertThat(report.comparison().differing()).isZero();
    assertThat(report.comparison().grid()).isEqualTo(report.comparison().monolith());
    assertThat(wallets()).isEqualTo(SAMPLE_USERS - 4);
    assertThat(Caches.wallets(system.grid()).get(14L)).isNull();
  }

  @Test
  @Order(3)
  void whatIsMendedInTheMonolithIsImportedWithTheNextRun() throws Exception {
    system.monolith("UPDATE wallets SET balance = 1 WHERE user_id IN (11, 12)");
    system.monolith("UPDATE wallets SET currency = 'USD' WHERE user_id = 13");
    system.monolith("UPDATE inventory SET market_price = 3 WHERE market_price = -3");
    system.monolith("DELETE FROM inventory WHERE user_id = 9999");

    Report report = system.importAll();

    assertThat(report.isEqual()).as("%s", report).isTrue();
    assertThat(report.comparison().grid().players()).isEqualTo(SAMPLE_USERS);
    assertThat(Objects.requireNonNull(wallet(14)).availableMinor()).isEqualTo(14 * 1337);
    assertThat(system.number("SELECT count(*) FROM monolith.transactions"))
        .isEqualTo(4 * SAMPLE_USERS);
  }

  /** In a process of its own, killed when some of the players are there. */
  @Test
  @Order(4)
  void aKilledImportIsGoneOnWithAndNothingIsWrittenTwice() throws Exception {
    system.monolith(
        """
        INSERT INTO users (username, email) SELECT 'more' || n, '' FROM generate_series(1, %d) n;
        INSERT INTO wallets (user_id, balance) SELECT id, id FROM users WHERE username LIKE 'more%%';
        INSERT INTO inventory (user_id, definition_id, market_price)
        SELECT id, 1, 2.5 FROM users WHERE username LIKE 'more%%'"""
            .formatted(MORE_USERS));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of("import-monolith").toAbsolutePath().toString(),
            ImportSystem.SAMPLE.resolve("mapping.sql").toAbsolutePath().toString());
    builder.environment().putAll(system.environment());
    builder.environment().put("ROLLINGDROP_SKIP_BUILD", "1");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "import.log"))
            .start();
    await().atMost(PATIENCE).until(() -> wallets() > SAMPLE_USERS + 100 || !process.isAlive());
    process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    long then = wallets();
    assertThat(then).as("it was killed in the middle").isBetween(SAMPLE_USERS + 1L, USERS - 1L);
    await().atMost(PATIENCE).until(() -> system.grid().cluster().forClients().nodes().size() == 1);

    Report report = system.importAll();

    assertThat(report.isEqual()).as("%s", report).isTrue();
    assertThat(wallets()).isEqualTo(USERS);
    long entries = entries();
    assertThat(Objects.requireNonNull(wallet(USERS)).sequence()).isEqualTo(1);
    assertThat(system.importAll().isEqual()).isTrue();
    assertThat(entries()).isEqualTo(entries);
  }

  @Test
  @Order(5)
  void whatChangesIsFollowedAndALateCommitIsFoundAtTheCutOver() throws Exception {
    AtomicBoolean goOn = new AtomicBoolean(true);
    CompletableFuture<Void> following =
        CompletableFuture.runAsync(
            () -> {
              try (Importer importer = system.importer(false)) {
                importer.follow(goOn::get);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    try (Connection late = system.monolith();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      // As a transaction that began long before it commits.
      statement.execute(
          "UPDATE wallets SET balance = 4321, updated_at = now() - interval '1 hour'"
              + " WHERE user_id = 20");
      live(150);
      system.monolith(
          "INSERT INTO users (username, email) VALUES ('new', '');"
              + "INSERT INTO wallets (user_id, balance) SELECT max(id), 77 FROM users");
      await().atMost(PATIENCE).until(() -> following.isDone() || wallet(USERS + 1) != null);
      late.commit();
      live(20);
    }
    system.monolith("UPDATE wallets SET balance = 99, updated_at = now() WHERE user_id = 30");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                following.isDone() || Objects.requireNonNull(wallet(30)).availableMinor() == 9_900);
    goOn.set(false);
    following.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(Objects.requireNonNull(wallet(20)).availableMinor()).isNotEqualTo(432_100);

    Report report;
    try (Importer importer = system.importer(false)) {
      report = importer.cutOver();
    }

    assertThat(report.isEqual()).as("%s", report).isTrue();
    assertThat(report.own()).isEqualTo(report.read()).isEqualTo(report.comparison().grid());
    assertThat(Objects.requireNonNull(wallet(20)).availableMinor()).isEqualTo(432_100);
  }

  /** Money and items go to and fro between the sample's users, and some items away. */
  private static void live(int times) throws SQLException {
    Random random = new Random(times);
    for (int i = 0; i < times; i++) {
      int from = 31 + random.nextInt(60);
      int to = 31 + random.nextInt(60);
      system.monolith(
          """
          BEGIN;
          UPDATE wallets SET balance = balance - 1, updated_at = now()
          WHERE user_id = %1$d AND balance > 1;
          UPDATE wallets SET balance = balance + 1, updated_at = now() WHERE user_id = %2$d;
          UPDATE inventory SET user_id = %2$d, updated_at = now() WHERE id =
            (SELECT id FROM inventory WHERE user_id = %1$d AND status = 'owned' LIMIT 1);
          UPDATE inventory SET status = 'sold', updated_at = now() WHERE %3$d = 0 AND id =
            (SELECT id FROM inventory WHERE user_id = %1$d AND status = 'owned' LIMIT 1);
          COMMIT"""
              .formatted(from, to, i % 10));
    }
  }

  @Test
  @Order(6)
  void aMonolithThatStillChangesIsNoCutOver() throws Exception {
    AtomicBoolean goOn = new AtomicBoolean(true);
    CompletableFuture<Void> living =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (goOn.get()) {
                  live(10);
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    Report report;
    try (Importer importer = system.importer(false)) {
      report = importer.cutOver();
    } finally {
      goOn.set(false);
      living.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    assertThat(report.changedMeanwhile()).isPositive();
    assertThat(report.isEqual()).isFalse();
    assertThat(system.importAll().isEqual()).isTrue();
  }

  @Test
  @Order(7)
  void theBooksAreRightAndTheMirrorIsTheSame() {
    AuditTally audit = new GridAudit(system.grid()).all(true, sofar -> {});

    assertThat(audit.findings()).isEmpty();
    assertThat(audit.players()).isEqualTo(USERS + 1);
    assertThat(
            new Reconciliation(
                    system.grid(),
                    system.settings(),
                    system.secrets(),
                    InstantSource.system(),
                    ms -> {})
                .run(new Options(Set.of(Place.POSTGRES), Duration.ofSeconds(1), 30, false), o -> {})
                .isEqual())
        .isTrue();
  }

  @Test
  @Order(8)
  void whoPlaysAfterwardsIsNeverWrittenOver() throws Exception {
    new BoxCatalog(system.grid())
        .publish(
            new BoxDefinition(
                "crate", "Crate", 250, 10, List.of(new BoxItem("cap", "Cap", "COMMON", 40, 10))));
    try (CommandGateway gateway =
        new CommandGateway(system.grid(), system.settings().gateway(), new SimpleMeterRegistry())) {
      assertThat(gateway.submit(new OpenBox(101, new UUID(1, 2), "crate", 1)).join())
          .isInstanceOf(Outcome.Done.class);
    }
    Wallet played = Objects.requireNonNull(wallet(101));
    system.monolith("UPDATE wallets SET balance = balance + 5 WHERE user_id = 101");

    Report report = system.importAll();

    assertThat(report.findings())
        .extracting(Finding::toString)
        .containsExactly("player 101: has played in the grid already");
    assertThat(Objects.requireNonNull(wallet(101)).version()).isEqualTo(played.version());
    assertThat(new GridAudit(system.grid()).player(101, true).isClean()).isTrue();
  }

  @Test
  @Order(9)
  void twoImportersAtATimeAreRefused() throws Exception {
    try (Importer first = system.importer(false)) {
      assertThat(first).isNotNull();
      assertThatExceptionOfType(OpsException.class)
          .isThrownBy(() -> system.importer(false))
          .withMessage("another import is running");
    }
    system.importer(false).close();
  }

  private static @Nullable Wallet wallet(long player) {
    return Caches.wallets(system.grid()).get(player);
  }

  private static long wallets() {
    return Caches.wallets(system.grid()).sizeLong(CachePeekMode.PRIMARY);
  }

  private static long entries() {
    return Caches.ledger(system.grid()).sizeLong(CachePeekMode.PRIMARY);
  }
}
