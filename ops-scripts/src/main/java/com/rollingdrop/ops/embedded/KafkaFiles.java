package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The configuration and the formatted storage of the embedded broker, a KRaft node of its own. */
final class KafkaFiles {
  private final Settings.Kafka settings;
  private final Path folder;

  KafkaFiles(Settings settings, Layout layout) {
    this.settings = settings.kafka();
    this.folder = layout.data().resolve("kafka");
  }

  /** Writes the configuration, formats the storage if that was not done yet. */
  Path prepare() throws IOException {
    Files.createDirectories(folder);
    Path data = folder.resolve("data");
    Path configuration = folder.resolve("server.properties");
    Files.writeString(
        configuration,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=PLAINTEXT
        log.dirs=%3$s
        num.network.threads=2
        num.io.threads=2
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        group.initial.rebalance.delay.ms=0
        log.segment.bytes=67108864
        # 50 partitions and more: an index that is not yet needed must not take 10 MB each.
        log.index.size.max.bytes=1048576
        """
            .formatted(settings.port(), settings.controllerPort(), data));
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(configuration);
    }
    return configuration;
  }

  private static void format(Path configuration) throws IOException {
    // The tool prints what it formats; it is kept to itself unless it fails.
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    String[] arguments = {
      "format", "-t", Uuid.randomUuid().toString(), "-c", configuration.toString()
    };
    int code = StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
    if (code != 0) {
      throw new IOException(
          "Kafka's storage cannot be formatted: " + said.toString(StandardCharsets.UTF_8));
    }
  }
}
