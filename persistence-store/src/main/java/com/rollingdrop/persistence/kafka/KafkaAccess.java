package com.rollingdrop.persistence.kafka;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Kafka is and how one gets in: the one place from which every client takes its servers, its
 * certificate authority and its password. Immutable.
 */
public final class KafkaAccess {
  /** How passwords are shown to Kafka: salted and hashed, never as they are. */
  public static final String MECHANISM = "SCRAM-SHA-512";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaAccess.class);
  private static final String PEM = "PEM";

  private final Map<String, String> configuration;

  private KafkaAccess(Map<String, String> configuration) {
    this.configuration = Map.copyOf(configuration);
  }

  /**
   * The access of a part of the system, with the secrets of this process.
   *
   * @throws com.rollingdrop.grid.settings.BadSettingsException when a secret is missing
   */
  public static KafkaAccess of(Settings settings, KafkaUser user) {
    return of(settings, Secrets.of(settings), user);
  }

  /**
   * The access of a part of the system.
   *
   * @throws com.rollingdrop.grid.settings.BadSettingsException when a secret is missing
   */
  public static KafkaAccess of(Settings settings, Secrets secrets, KafkaUser user) {
    Settings.Kafka kafka = settings.kafka();
    return switch (kafka.security()) {
      case PLAINTEXT -> {
        LOG.warn("rollingdrop.kafka.security=PLAINTEXT: whoever reaches Kafka reads all of it");
        yield new KafkaAccess(
            Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.servers()));
      }
      case SASL_SSL ->
          withPassword(
              kafka.servers(),
              secrets.text(Secret.KAFKA_CA_CERTIFICATE),
              user.userName(),
              secrets.text(user.password()));
    };
  }

  /**
   * The access of somebody with a password.
   *
   * @param caCertificate by which the broker is known, in PEM
   */
  public static KafkaAccess withPassword(
      String servers, String caCertificate, String userName, String password) {
    Map<String, String> all = trusting(servers, caCertificate, SecurityProtocol.SASL_SSL);
    all.put(SaslConfigs.SASL_MECHANISM, MECHANISM);
    all.put(
        SaslConfigs.SASL_JAAS_CONFIG,
        ScramLoginModule.class.getName()
            + " required username=\""
            + quoted(userName)
            + "\" password=\""
            + quoted(password)
            + "\";");
    return new KafkaAccess(all);
  }

  /**
   * The access of somebody with a certificate.
   *
   * @param caCertificate by which the broker is known, in PEM
   * @param key private key and certificate, in PEM
   */
  public static KafkaAccess withCertificate(String servers, String caCertificate, String key) {
    Map<String, String> all = trusting(servers, caCertificate, SecurityProtocol.SSL);
    all.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
    all.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, key);
    all.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, key);
    return new KafkaAccess(all);
  }

  private static Map<String, String> trusting(
      String servers, String caCertificate, SecurityProtocol protocol) {
    Map<String, String> all = new HashMap<>();
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.name);
    all.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
    all.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, caCertificate);
    return all;
  }

  // As the login configuration's grammar has it.
  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** A client's configuration: its own, and how it gets in. */
  public Map<String, Object> with(Map<String, ?> own) {
    Map<String, Object> all = new HashMap<>(own);
    all.putAll(configuration);
    return all;
  }

  /** How one gets in, as Kafka's own clients are configured; it holds the password. */
  public Map<String, String> entries() {
    return configuration;
  }
}
