package com.rollingdrop.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreflightTest {
  private static final Path DATA = Path.of("/data");

  private final List<Part> all =
      new Parts(SettingsLoader.load(Map.of()), new Layout(Path.of("/home"), DATA)).all(1, true);

  @Test
  void aMachineWithEnoughOfEverythingHasNoProblems() {
    assertThat(Preflight.problems(new Machine(6_000, 10_000, port -> true), DATA, all)).isEmpty();
  }

  @Test
  void tooLittleMemoryIsOneLineWithWhatIsThereAndWhatIsNeeded() {
    assertThat(Preflight.problems(new Machine(1_000, 10_000, port -> true), DATA, all))
        .containsExactly("memory: 1000 MB are available, 3700 MB are needed; free some");
  }

  @Test
  void tooLittleDiskIsOneLineThatNamesTheFolder() {
    assertThat(Preflight.problems(new Machine(6_000, 100, port -> true), DATA, all))
        .singleElement()
        .asString()
        .startsWith("disk: 100 MB are free where /data is");
  }

  @Test
  void eachTakenPortIsNamedWithItsPart() {
    assertThat(
            Preflight.problems(
                new Machine(6_000, 10_000, port -> port != 8080 && port != 19092), DATA, all))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("kafka: port 19092 is taken"),
            line -> assertThat(line).startsWith("api-server: port 8080 is taken"));
  }

  @Test
  void nothingIsNeededWhereNothingIsToBeStarted() {
    assertThat(Preflight.problems(new Machine(0, 0, port -> false), DATA, List.of())).isEmpty();
  }
}
