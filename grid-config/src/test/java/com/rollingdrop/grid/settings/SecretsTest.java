package com.rollingdrop.grid.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void aMissingSecretIsRefusedByNameAndNeverMadeUp() {
    Secrets secrets = new Secrets(folder, Map.of());

    assertThatExceptionOfType(BadSettingsException.class)
        .isThrownBy(() -> secrets.text(Secret.SEED_KEY))
        .withMessageContaining("ROLLINGDROP_SECRET_SEED_KEY");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aReplacedSecretIsAsPrivateAsTheFirst() throws IOException {
    Secrets secrets = new Secrets(folder, Map.of());
    secrets.replace(Secret.KAFKA_BROKER_KEY, "first");

    secrets.replace(Secret.KAFKA_BROKER_KEY, "second");

    assertThat(secrets.text(Secret.KAFKA_BROKER_KEY)).isEqualTo("second");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.file(Secret.KAFKA_BROKER_KEY))))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".new"));
  }

  @Test
  void aSecretOfTheEnvironmentIsNeitherReplacedNorCopied() throws IOException {
    Secrets secrets = new Secrets(folder, Map.of("ROLLINGDROP_SECRET_KAFKA_BROKER_KEY", "given"));

    secrets.replace(Secret.KAFKA_BROKER_KEY, "made");

    assertThat(secrets.exists(Secret.KAFKA_BROKER_KEY)).isTrue();
    assertThat(secrets.text(Secret.KAFKA_BROKER_KEY)).isEqualTo("given");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void createsASecretOnceReadableByItsOwnerOnly() throws IOException {
    Secrets secrets = new Secrets(folder, Map.of());

    secrets.createIfMissing(Secret.POSTGRES_PASSWORD, () -> "first");
    secrets.createIfMissing(Secret.POSTGRES_PASSWORD, () -> "second");

    assertThat(secrets.text(Secret.POSTGRES_PASSWORD)).isEqualTo("first");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.file(Secret.POSTGRES_PASSWORD))))
        .isEqualTo("rw-------");
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    Secrets secrets = new Secrets(folder, Map.of("ROLLINGDROP_SECRET_SEED_KEY", "from env"));

    secrets.createIfMissing(Secret.SEED_KEY, () -> "from file");

    assertThat(secrets.text(Secret.SEED_KEY)).isEqualTo("from env");
    assertThat(secrets.file(Secret.SEED_KEY)).doesNotExist();
  }
}
