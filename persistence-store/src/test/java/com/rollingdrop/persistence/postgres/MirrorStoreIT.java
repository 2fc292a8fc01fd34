package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class MirrorStoreIT {
  private static final long MONTH_MS = Duration.ofDays(31).toMillis();

  @TempDir private Path folder;
  private PostgresServer postgres;
  private HikariDataSource dataSource;
  private MirrorStore store;

  @BeforeEach
  void start() {
    postgres = new PostgresServer(folder.resolve("pg")).start();
    Settings settings = TestSettings.of(folder, postgres.port(), Map.of());
    dataSource = PostgresDataSource.open(settings, TestSettings.secrets(folder));
    store = new MirrorStore(dataSource, new SimpleMeterRegistry(), InstantSource.system());
  }

  @AfterEach
  void stop() {
    dataSource.close();
    postgres.close();
  }

  @Test
  void aVersionedRowIsLackingWhenItIsMissingOrOlder() {
    Written written =
        store.write(CacheName.WALLETS, List.of(wallet(1, 5), wallet(2, 5), wallet(3, 5)));

    assertThat(written).isEqualTo(new Written(3, 0));
    assertThat(
            store.lacking(
                MirrorTables.WALLETS,
                List.of(mark(1L, 4), mark(2L, 5), mark(3L, 6), mark(4L, 1), mark(4L, 2))))
        .containsExactlyInAnyOrder(mark(3L, 6), mark(4L, 1), mark(4L, 2));
  }

  @Test
  void aLedgerEntryIsFoundInItsMonthAndLackingInAnother() {
    LedgerKey key = new LedgerKey(1, new UUID(1, 1));
    LedgerKey other = new LedgerKey(1, new UUID(2, 2));
    LedgerEntry entry = Samples.entry(1, Samples.TIME_MS);
    assertThat(store.write(CacheName.LEDGER, List.of(new Row<>(key, entry))).changed()).isOne();

    assertThat(
            store.lacking(
                MirrorTables.LEDGER,
                List.of(
                    mark(key, Samples.TIME_MS),
                    mark(key, Samples.TIME_MS + MONTH_MS),
                    mark(other, Samples.TIME_MS))))
        .containsExactlyInAnyOrder(
            mark(key, Samples.TIME_MS + MONTH_MS), mark(other, Samples.TIME_MS));
  }

  @Test
  void aKeyThatPostgresCannotEvenBeAskedForIsLackingAndThoseBesideItAreAnswered() {
    store.write(CacheName.BOXES, List.of(new Row<>("there", Samples.box(2))));

    assertThat(
            store.lacking(
                MirrorTables.BOXES,
                List.of(mark("\u0000", 1), mark("there", 2), mark("gone", 1), mark("there", 3))))
        .containsExactlyInAnyOrder(mark("\u0000", 1), mark("gone", 1), mark("there", 3));
  }

  @Test
  void whatPostgresHasAlreadyIsNotCountedAsChanged() {
    store.write(CacheName.WALLETS, List.of(wallet(1, 5)));

    assertThat(store.write(CacheName.WALLETS, List.of(wallet(1, 5), wallet(2, 1))))
        .isEqualTo(new Written(1, 0));
  }

  @Test
  void aRefusedVersionIsTriedSoOftenAndANewerOneAgain() {
    Row<Long, Wallet> bad = new Row<>(1L, Samples.wallet(1, 1, "\u0000"));
    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThat(store.worthTrying(MirrorTables.WALLETS, List.of(bad), 2)).containsExactly(bad);
      assertThat(store.write(CacheName.WALLETS, List.of(bad))).isEqualTo(new Written(0, 1));
    }
    Row<Long, Wallet> newer = new Row<>(1L, Samples.wallet(1, 2, "\u0000"));

    assertThat(store.worthTrying(MirrorTables.WALLETS, List.of(bad, newer), 2))
        .containsExactly(newer);
    store.write(CacheName.WALLETS, List.of(newer));
    assertThat(postgres.text("SELECT version || ' ' || attempts FROM mirror_rejects"))
        .isEqualTo("2 1");
  }

  private static Row<Long, Wallet> wallet(long player, long version) {
    return new Row<>(player, Samples.wallet(1, version));
  }

  private static <K> RowMark<K> mark(K key, long stamp) {
    return new RowMark<>(key, stamp);
  }
}
