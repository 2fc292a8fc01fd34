package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.SettingsLoader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** With a flush that never comes by itself. */
class WriteBehindTest {
  private final AtomicLong nowMs = new AtomicLong(1_000_000);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<Row<Long, Wallet>> written = new CopyOnWriteArrayList<>();
  private final TableMetrics metrics = new TableMetrics(registry, CacheName.WALLETS);
  private final WriteBehind<Long, Wallet> buffer =
      new WriteBehind<>(
          MirrorTables.WALLETS,
          SettingsLoader.load(
                  Map.of(
                      "ROLLINGDROP_MIRROR_FLUSH_FREQUENCY_MS", "60000",
                      "ROLLINGDROP_MIRROR_BUFFER_MAX", "16"))
              .mirror(),
          written::addAll,
          metrics,
          () -> Instant.ofEpochMilli(nowMs.get()));

  @Test
  void theLagIsTheAgeOfTheRowThatHasWaitedLongest() {
    metrics.watch(buffer);
    assertThat(buffer.lagMs()).isZero();

    buffer.add(Map.of(1L, Samples.wallet(10, 1)));
    nowMs.addAndGet(5_000);
    buffer.add(Map.of(2L, Samples.wallet(10, 1)));
    assertThat(buffer.lagMs()).isEqualTo(5_000);
    // Postgres lacks this player's row for as long as before, whatever comes on top.
    buffer.add(Map.of(1L, Samples.wallet(20, 2)));
    nowMs.addAndGet(1_000);

    assertThat(gauge("lag.seconds")).isEqualTo(6);
    assertThat(gauge("buffer.rows")).isEqualTo(2);
    assertThat(gauge("buffer.used.ratio")).isEqualTo(2 / 16.0);
    buffer.close();
    assertThat(written).hasSize(2);
    assertThat(gauge("lag.seconds")).isZero();
  }

  private double gauge(String name) {
    return registry.get("rollingdrop.mirror." + name).gauge().value();
  }
}
