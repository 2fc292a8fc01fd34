package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientJoinIT {
  @TempDir private Path folder;

  @Test
  void aClientThatLacksTheStoresJoinsReadsAndWrites() throws Exception {
    try (PostgresServer postgres = new PostgresServer(folder.resolve("pg")).start()) {
      Settings settings = TestSettings.of(folder, postgres.port(), Map.of());
      try (GridNode node = GridNode.start(settings, folder)) {
        Caches.wallets(node.ignite()).put(1L, Samples.wallet(20, 2));

        assertThat(runClient(settings)).contains("read 20");
        assertThat(Caches.wallets(node.ignite()).get(2L).availableMinor()).isEqualTo(20);
      }
    }
  }

  private String runClient(Settings settings) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> flags =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-DIGNITE"))
            .collect(Collectors.toList());
    // Everything but this module's own classes; the client itself is among the test classes.
    String classpath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.endsWith("persistence-store/target/classes"))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classpath, ClientWithoutTheStore.class.getName()));
    Path output = folder.resolve("client.log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("ROLLINGDROP_DATA_DIR", folder.toString());
    environment.put(
        "ROLLINGDROP_GRID_DISCOVERY_PORT", Integer.toString(settings.grid().discoveryPort()));
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT",
        Integer.toString(settings.grid().communicationPort()));
    Process client = builder.start();
    if (!client.waitFor(30, TimeUnit.SECONDS)) {
      client.destroyForcibly();
    }
    return Files.readString(output);
  }
}
