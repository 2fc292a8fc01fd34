package com.rollingdrop.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's own keytool. */
class KafkaCertificatesIT {
  @TempDir private Path folder;

  @Test
  void theAuthorityIsMadeOnceAndTheBrokersCertificateAnewWhenItIsDue() throws Exception {
    Secrets secrets = new Secrets(folder, Map.of());
    InstantSource now = InstantSource.system();
    new KafkaCertificates(secrets, folder, now).create();
    String authority = secrets.text(Secret.KAFKA_CA_CERTIFICATE);
    String key = secrets.text(Secret.KAFKA_CA_KEY);
    String broker = secrets.text(Secret.KAFKA_BROKER_KEY);
    assertThat(authority).contains("BEGIN CERTIFICATE").doesNotContain("PRIVATE");
    assertThat(broker).contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
    onlyThreeFilesAreLeftAndTheyArePrivate();

    new KafkaCertificates(secrets, folder, InstantSource.offset(now, Duration.ofDays(700)))
        .create();
    assertThat(secrets.text(Secret.KAFKA_BROKER_KEY)).isEqualTo(broker);

    new KafkaCertificates(secrets, folder, InstantSource.offset(now, Duration.ofDays(750)))
        .create();
    String renewed = secrets.text(Secret.KAFKA_BROKER_KEY);
    assertThat(renewed).isNotEqualTo(broker);
    assertThat(secrets.text(Secret.KAFKA_CA_CERTIFICATE)).isEqualTo(authority);

    Files.delete(secrets.file(Secret.KAFKA_CA_KEY));
    Files.delete(secrets.file(Secret.KAFKA_CA_CERTIFICATE));
    new KafkaCertificates(secrets, folder, now).create();
    assertThat(secrets.text(Secret.KAFKA_CA_KEY)).isNotEqualTo(key);
    assertThat(secrets.text(Secret.KAFKA_BROKER_KEY))
        .as("of another authority")
        .isNotEqualTo(renewed);
    onlyThreeFilesAreLeftAndTheyArePrivate();
  }

  private void onlyThreeFilesAreLeftAndTheyArePrivate() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString())
            .isIn("kafka-ca-key", "kafka-ca-certificate", "kafka-broker-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
  }
}
