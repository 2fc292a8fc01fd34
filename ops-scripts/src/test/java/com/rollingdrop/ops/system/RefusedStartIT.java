package com.rollingdrop.ops.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands say when they cannot do what is asked; nothing is started here. */
@SuppressWarnings("NullAway.Init") // set before each test
class RefusedStartIT {
  private RunningSystem system;

  @BeforeEach
  void prepare() throws Exception {
    system = new RunningSystem("refused");
  }

  @Test
  void aTakenPortIsNamedWithItsPartAndNothingIsStarted() throws Exception {
    try (ServerSocket other =
        new ServerSocket(system.settings().api().port(), 1, InetAddress.getLoopbackAddress())) {
      RunningSystem.Said said = system.run("up", "--no-analytics");

      assertThat(said.code()).isEqualTo(1);
      assertThat(said.output())
          .contains("api-server: port " + other.getLocalPort() + " is taken")
          .doesNotContain("Exception");
    }
    assertThat(system.status().get("parts"))
        .allSatisfy(part -> assertThat(part.get("state").stringValue()).isEqualTo("down"));
  }

  @Test
  void aBadSettingIsNamedWithTheReason() throws Exception {
    system.set("ROLLINGDROP_KAFKA_PORT", "99999");

    RunningSystem.Said said = system.run("up");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.output())
        .contains("rollingdrop.kafka.port: must be between 1024 and 65535, but is 99999")
        .doesNotContain("\tat ");
  }

  @Test
  void aDataFolderOnAFileIsRefusedInOneLine() throws Exception {
    Path file = Files.createTempFile("not-a", "folder");
    system.set("ROLLINGDROP_DATA_DIR", file.toString());

    RunningSystem.Said said = system.run("up", "--no-analytics");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.output()).contains(file.toString()).doesNotContain("\tat ");
  }

  @Test
  void aWrongCallSaysHowToCall() throws Exception {
    assertThat(system.run("token").code()).isEqualTo(2);
    assertThat(system.run("token", "--player", "0").output()).contains("ids are 1 and up");
    assertThat(system.run("up", "--nodes", "0").output()).contains("between 1 and 16");
    assertThat(system.run("import-boxes").output()).contains("FILE");
  }

  @Test
  void statusOfASystemThatIsDownSaysSo() throws Exception {
    RunningSystem.Said said = system.run("status");

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.output()).contains("api-server").contains("down");
  }

  @Test
  void aProcessThatIsStartedWithoutItsSecretsSaysWhich() throws Exception {
    RunningSystem.Said said = system.run("token", "--admin");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.output()).contains("ROLLINGDROP_SECRET_TOKEN_PRIVATE_KEY");
  }
}
