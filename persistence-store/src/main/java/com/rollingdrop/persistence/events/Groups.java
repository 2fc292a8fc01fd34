package com.rollingdrop.persistence.events;

/** The consumer groups of the system; all processes of one share the partitions among them. */
public final class Groups {
  /** Those that feed ClickHouse. */
  public static final String CLICKHOUSE_SINK = "clickhouse-sink";

  /** Those that repair the mirror in Postgres. */
  public static final String MIRROR_REPAIR = "mirror-repair";

  /**
   * Those that look for fraud. What Kafka Streams makes for itself, topics and transactions, has
   * names that begin with it.
   */
  public static final String FRAUD_DETECTION = "rollingdrop-fraud";

  /** Those that bring fraud signals into Postgres. */
  public static final String FRAUD_SIGNAL_SINK = "fraud-signal-sink";

  private Groups() {}
}
