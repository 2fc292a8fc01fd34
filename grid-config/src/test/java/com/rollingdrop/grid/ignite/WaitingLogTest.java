package com.rollingdrop.grid.ignite;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingLogTest {
  @TempDir private Path folder;

  @Test
  void whatWaitsIsTheSegmentsAndNothingElseOfTheFolder() throws IOException {
    WaitingLog log = WaitingLog.of(settings("1"));
    assertThat(log.bytes()).as("before the node has run").isZero();
    Files.createDirectories(log.folder().resolve("state"));
    Files.write(log.folder().resolve("0000000000000001.wal"), new byte[3 << 20]);
    Files.write(log.folder().resolve("0000000000000002.wal"), new byte[1 << 20]);
    Files.write(log.folder().resolve("state").resolve("cdc-wal-state.bin"), new byte[100]);

    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    log.register(registry);

    assertThat(registry.get("rollingdrop.cdc.waiting.bytes").gauge().value()).isEqualTo(4 << 20);
    assertThat(log.statusFields()).startsWith(",\"cdcWaitingMb\":4,\"diskFreeMb\":");
  }

  @Test
  void theDiskIsLowWhenLessIsFreeThanTheSettingsWant() {
    WaitingLog enough = WaitingLog.of(settings("1"));
    WaitingLog low = WaitingLog.of(settings("1048576000"));

    assertThat(enough.freeBytes()).isPositive();
    assertThat(enough.isDiskLow()).isFalse();
    assertThat(low.isDiskLow()).isTrue();
    assertThat(low.statusFields()).endsWith("\"diskLow\":true");
  }

  /** With a limit, Ignite would skip segments, and their events would be lost without a word. */
  @Test
  void noSegmentIsDroppedToSaveDisk() {
    assertThat(
            IgniteConfigurations.server(settings("1"))
                .getDataStorageConfiguration()
                .getCdcWalDirectoryMaxSize())
        .isZero();
  }

  private Settings settings(String diskFreeMinMb) {
    return SettingsLoader.load(
        Map.of(
            "ROLLINGDROP_DATA_DIR",
            folder.toString(),
            "ROLLINGDROP_GRID_DISK_FREE_MIN_MB",
            diskFreeMinMb));
  }
}
