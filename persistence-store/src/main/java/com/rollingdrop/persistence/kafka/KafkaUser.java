package com.rollingdrop.persistence.kafka;

import com.rollingdrop.grid.settings.Secret;
import java.util.Locale;

/** The parts of the system that Kafka tells apart; each has a password and rights of its own. */
public enum KafkaUser {
  /** Change data capture, and the command that repeats what it sent. */
  CDC(Secret.KAFKA_CDC_PASSWORD),
  /** The process that feeds ClickHouse and repairs Postgres. */
  SINKS(Secret.KAFKA_SINKS_PASSWORD),
  /** The process that looks for fraud. */
  FRAUD(Secret.KAFKA_FRAUD_PASSWORD),
  /** The comparison of all places; it only reads. */
  RECONCILE(Secret.KAFKA_RECONCILE_PASSWORD),
  /** The operator's commands about topics and principals; reads and writes no messages. */
  OPS(Secret.KAFKA_OPS_PASSWORD);

  private final Secret password;

  KafkaUser(Secret password) {
    this.password = password;
  }

  /** As Kafka knows it; a partner's begins with {@code partner-}, so none is a partner's. */
  public String userName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Secret password() {
    return password;
  }
}
