package com.rollingdrop.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {
  private static final Stage STAGE =
      new Stage(Path.of("home"), Path.of("work"), Path.of("here"), 10);

  @Test
  void everyVariantHasSettingsThatANodeStartsWith() {
    for (EngineVariant variant : EngineVariant.ALL) {
      EngineSettings settings = EngineSettings.of(variant, STAGE);

      Settings node = SettingsLoader.load(settings.ofNode(variant.nodes()));

      assertThat(node.grid().nodeIndex()).isEqualTo(variant.nodes());
      assertThat(node.grid().backups()).isEqualTo(variant.nodes() - 1);
      assertThat(settings.ofClient().grid().discoveryAddresses()).isPresent();
    }
  }

  @Test
  void ofTheUsersEnvironmentOnlyTheGridAndTheGatewayCount() {
    assertThat(
            EngineSettings.fromUser(
                Map.of(
                    "ROLLINGDROP_GRID_PARTITIONS", "64",
                    "ROLLINGDROP_GATEWAY_BATCH_MAX", "32",
                    "ROLLINGDROP_API_PORT", "1",
                    "PATH", "/bin")))
        .containsOnlyKeys("ROLLINGDROP_GRID_PARTITIONS", "ROLLINGDROP_GATEWAY_BATCH_MAX");
  }

  @Test
  void everyContenderOfTheEngineHasANameOfItsOwn() {
    assertThat(EngineContender.all())
        .extracting(Contender::name)
        .doesNotHaveDuplicates()
        .contains("engine", "engine-fsync", "engine-backup", "engine-unbatched", "engine-zipf");
  }
}
