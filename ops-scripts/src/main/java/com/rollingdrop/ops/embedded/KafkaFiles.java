package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * The configuration and the formatted storage of the embedded broker, a KRaft node of its own.
 *
 * <p>Clients come over TLS with a password, the broker and its controller to each other with the
 * broker's certificate, which nobody else has; what no rule allows is refused. The file names
 * secrets and holds none.
 */
final class KafkaFiles {
  /** Kafka's own; what no rule allows is refused. */
  private static final String AUTHORIZER =
      "org.apache.kafka.metadata.authorizer.StandardAuthorizer";

  private final Settings.Kafka settings;
  private final Secrets secrets;
  private final Path folder;

  KafkaFiles(Settings settings, Secrets secrets, Layout layout) {
    this.settings = settings.kafka();
    this.secrets = secrets;
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
        listeners=CLIENTS://127.0.0.1:%1$d,INTERNAL://127.0.0.1:%4$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=CLIENTS://127.0.0.1:%1$d,INTERNAL://127.0.0.1:%4$d
        listener.security.protocol.map=CLIENTS:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL
        controller.listener.names=CONTROLLER
        inter.broker.listener.name=INTERNAL
        sasl.enabled.mechanisms=%5$s
        listener.name.clients.%6$s.sasl.jaas.config=%7$s required;
        # A connection whose password was taken away ends after this time.
        connections.max.reauth.ms=%8$d
        ssl.keystore.type=PEM
        ssl.keystore.location=%9$s
        ssl.truststore.type=PEM
        ssl.truststore.location=%10$s
        listener.name.internal.ssl.client.auth=required
        listener.name.controller.ssl.client.auth=required
        authorizer.class.name=%11$s
        allow.everyone.if.no.acl.found=false
        super.users=User:%12$s
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
        # Its default, 128 MB, is half of the heap; only the consumers' offsets are compacted here.
        log.cleaner.dedupe.buffer.size=4194304
        """
            .formatted(
                settings.port(),
                settings.controllerPort(),
                data,
                settings.internalPort(),
                KafkaAccess.MECHANISM,
                KafkaAccess.MECHANISM.toLowerCase(Locale.ROOT),
                ScramLoginModule.class.getName(),
                settings.reauthenticateMs(),
                secrets.file(Secret.KAFKA_BROKER_KEY).toAbsolutePath(),
                secrets.file(Secret.KAFKA_CA_CERTIFICATE).toAbsolutePath(),
                AUTHORIZER,
                KafkaCertificates.BROKER_NAME));
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
