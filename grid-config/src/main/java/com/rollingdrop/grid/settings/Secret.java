package com.rollingdrop.grid.settings;

import java.util.Locale;

/** What must stay unknown to others; read with {@link Secrets}. */
public enum Secret {
  /** Seals the active server seeds: 32 bytes in hex. */
  SEED_KEY,
  /** Password of the Postgres user that owns the mirror. */
  POSTGRES_PASSWORD,
  /** Password of the embedded Postgres's superuser. */
  POSTGRES_ADMIN_PASSWORD,
  /** Password for the database of the system that players are imported from. */
  MONOLITH_PASSWORD,
  /** Password of the ClickHouse user. */
  CLICKHOUSE_PASSWORD,
  /** Signs development tokens: an RSA private key, PKCS #8 in PEM. */
  TOKEN_PRIVATE_KEY,
  /** Verifies development tokens: the public half, X.509 in PEM. */
  TOKEN_PUBLIC_KEY,
  /**
   * Sign the access tokens of those who log in: RSA private keys, PKCS #8 in PEM, one behind the
   * other. The first one signs; tokens of any of them are good.
   */
  SESSION_SIGNING_KEYS,
  /** Seals the secrets of authenticators: 32 bytes in hex. */
  SECOND_FACTOR_KEY,
  /** Signs the certificate of the embedded broker: an EC private key, PKCS #8 in PEM. */
  KAFKA_CA_KEY,
  /** By which a client knows the broker: certificates in PEM. Not secret. */
  KAFKA_CA_CERTIFICATE,
  /** The embedded broker's private key, PKCS #8, and its certificate, in PEM. */
  KAFKA_BROKER_KEY,
  /** Kafka password of the change data capture. */
  KAFKA_CDC_PASSWORD,
  /** Kafka password of the process that feeds ClickHouse and repairs Postgres. */
  KAFKA_SINKS_PASSWORD,
  /** Kafka password of the process that looks for fraud. */
  KAFKA_FRAUD_PASSWORD,
  /** Kafka password of the comparison of all places. */
  KAFKA_RECONCILE_PASSWORD,
  /** Kafka password of the operator, who may change topics, principals and their rights. */
  KAFKA_OPS_PASSWORD;

  /** Name of its file in the folder of the secrets. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Name of its environment variable. */
  public String variable() {
    return "ROLLINGDROP_SECRET_" + name();
  }
}
