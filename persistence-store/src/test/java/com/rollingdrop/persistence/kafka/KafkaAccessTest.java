package com.rollingdrop.persistence.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;

class KafkaAccessTest {
  private static final Path NOWHERE = Path.of("nowhere");

  @Test
  void aPartOfTheSystemComesOverTlsWithItsOwnPassword() {
    Settings settings = SettingsLoader.load(Map.of());
    Secrets secrets =
        new Secrets(
            NOWHERE,
            Map.of(
                "ROLLINGDROP_SECRET_KAFKA_CA_CERTIFICATE", "a certificate",
                "ROLLINGDROP_SECRET_KAFKA_CDC_PASSWORD", "cdc's",
                "ROLLINGDROP_SECRET_KAFKA_OPS_PASSWORD", "ops'"));

    Map<String, String> entries = KafkaAccess.of(settings, secrets, KafkaUser.CDC).entries();

    assertThat(entries)
        .containsEntry("bootstrap.servers", "127.0.0.1:19092")
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
        .containsEntry("ssl.truststore.certificates", "a certificate");
    assertThat(login(entries)).isEqualTo(Map.of("username", "cdc", "password", "cdc's"));
  }

  @Test
  void aPasswordMayHaveAnyCharacter() {
    String password = "a\"b\\c;d=' e";

    Map<String, String> entries =
        KafkaAccess.withPassword("host:1", "ca", "somebody", password).entries();

    assertThat(login(entries)).isEqualTo(Map.of("username", "somebody", "password", password));
  }

  @Test
  void aMissingPasswordIsNamedBeforeAnythingIsConnected() {
    Settings settings = SettingsLoader.load(Map.of());
    Secrets secrets =
        new Secrets(NOWHERE, Map.of("ROLLINGDROP_SECRET_KAFKA_CA_CERTIFICATE", "a certificate"));

    assertThatExceptionOfType(BadSettingsException.class)
        .isThrownBy(() -> KafkaAccess.of(settings, secrets, KafkaUser.SINKS))
        .withMessageContaining("ROLLINGDROP_SECRET_KAFKA_SINKS_PASSWORD");
  }

  @Test
  void whereNothingIsProtectedNoSecretIsAskedFor() {
    Settings settings = SettingsLoader.load(Map.of("ROLLINGDROP_KAFKA_SECURITY", "PLAINTEXT"));

    assertThat(KafkaAccess.of(settings, new Secrets(NOWHERE, Map.of()), KafkaUser.CDC).entries())
        .containsOnlyKeys("bootstrap.servers");
  }

  @Test
  void aClientsOwnSettingsStayBesideHowItGetsIn() {
    assertThat(KafkaAccess.withPassword("host:1", "ca", "u", "p").with(Map.of("client.id", "c")))
        .containsEntry("client.id", "c")
        .containsEntry("bootstrap.servers", "host:1");
  }

  /** What Kafka's client reads of it. */
  private static Map<String, ?> login(Map<String, String> entries) {
    return JaasContext.loadClientContext(
            Map.of("sasl.jaas.config", new Password(entries.get("sasl.jaas.config"))))
        .configurationEntries()
        .get(0)
        .getOptions();
  }
}
