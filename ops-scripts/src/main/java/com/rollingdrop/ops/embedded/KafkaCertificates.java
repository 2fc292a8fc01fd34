package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificate authority of the embedded broker, made once, and the broker's own certificate,
 * made anew when it is missing, of another authority, or soon over. Made by the JDK's keytool.
 */
final class KafkaCertificates {
  /** The broker's name in its certificate; who has its key may do everything. */
  static final String BROKER_NAME = "CN=rollingdrop-broker";

  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String PRIVATE_KEY = "PRIVATE KEY";
  private static final String CA = "ca";
  private static final String BROKER = "broker";
  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(60);
  private static final List<String> ELLIPTIC =
      List.of("-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA");

  private final Secrets secrets;
  private final Path folder;
  private final InstantSource clock;

  /**
   * @param folder of the secrets, which exists
   */
  KafkaCertificates(Secrets secrets, Path folder, InstantSource clock) {
    this.secrets = secrets;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Makes what is missing, and the broker's certificate when it is due.
   *
   * @throws IOException when one half of the authority is missing: a new half would not fit
   */
  void create() throws IOException {
    try {
      if (!secrets.exists(Secret.KAFKA_CA_KEY) && !secrets.exists(Secret.KAFKA_CA_CERTIFICATE)) {
        createAuthority();
      }
      if (secrets.exists(Secret.KAFKA_CA_KEY) && !isBrokerGood()) {
        createBroker();
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("Kafka's certificates cannot be made: " + e.getMessage(), e);
    }
  }

  private void createAuthority() throws IOException, GeneralSecurityException {
    try (Keytool keytool = new Keytool(folder)) {
      List<String> arguments = new ArrayList<>(ELLIPTIC);
      arguments.addAll(List.of("-dname", "CN=RollingDrop embedded Kafka", "-validity", "3650"));
      arguments.addAll(
          List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign"));
      keytool.newPair(CA, arguments);
      String key = privateKey(keytool, CA);
      String certificate = certificates(keytool.store(), CA);
      secrets.createIfMissing(Secret.KAFKA_CA_KEY, () -> key);
      secrets.createIfMissing(Secret.KAFKA_CA_CERTIFICATE, () -> certificate);
    }
  }

  private void createBroker() throws IOException, GeneralSecurityException {
    try (Keytool keytool = new Keytool(folder)) {
      keytool
          .store()
          .setKeyEntry(
              CA,
              authorityKey(),
              keytool.password(),
              new Certificate[] {first(secrets.text(Secret.KAFKA_CA_CERTIFICATE))});
      List<String> arguments = new ArrayList<>(ELLIPTIC);
      arguments.addAll(List.of("-signer", CA, "-dname", BROKER_NAME, "-validity", "800"));
      arguments.addAll(List.of("-ext", "san=ip:127.0.0.1,dns:localhost"));
      arguments.addAll(
          List.of("-ext", "eku=serverAuth,clientAuth", "-ext", "ku:c=digitalSignature"));
      keytool.newPair(BROKER, arguments);
      secrets.replace(
          Secret.KAFKA_BROKER_KEY,
          privateKey(keytool, BROKER) + "\n" + certificates(keytool.store(), BROKER));
    }
  }

  private boolean isBrokerGood() throws GeneralSecurityException {
    if (!secrets.exists(Secret.KAFKA_BROKER_KEY)) {
      return false;
    }
    X509Certificate broker = first(secrets.text(Secret.KAFKA_BROKER_KEY));
    try {
      broker.verify(first(secrets.text(Secret.KAFKA_CA_CERTIFICATE)).getPublicKey());
    } catch (GeneralSecurityException e) {
      return false;
    }
    Instant renewed = clock.instant().plus(RENEWED_BEFORE_END);
    return broker.getNotAfter().toInstant().isAfter(renewed);
  }

  private PrivateKey authorityKey() throws GeneralSecurityException {
    byte[] encoded = Pem.first(PRIVATE_KEY, secrets.text(Secret.KAFKA_CA_KEY));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static X509Certificate first(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Pem.first(CERTIFICATE, pem)));
  }

  private static String privateKey(Keytool keytool, String alias) throws GeneralSecurityException {
    Key key = keytool.store().getKey(alias, keytool.password());
    return Pem.of(PRIVATE_KEY, key.getEncoded());
  }

  private static String certificates(KeyStore store, String alias) throws GeneralSecurityException {
    List<String> chain = new ArrayList<>();
    for (Certificate certificate : store.getCertificateChain(alias)) {
      chain.add(Pem.of(CERTIFICATE, certificate.getEncoded()));
    }
    return String.join("\n", chain);
  }
}
