package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.Groups;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the rules over the topic, exactly once: a thread that fails is replaced and goes on from the
 * last commit. Thread-safe.
 */
final class FraudStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FraudStreams.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Signals are readable after this time at the latest. */
  private static final int COMMIT_MS = 500;

  private static final int SESSION_TIMEOUT_MS = 10_000;

  /** Longer than the odds of a box are waited for, with all that may be asked in one poll. */
  private static final int POLL_INTERVAL_MAX_MS = 5 * 60_000;

  private static final int POLL_RECORDS_MAX = 500;
  private static final long CACHE_BYTES = 4 << 20;

  private final KafkaStreams streams;

  FraudStreams(Settings settings, KafkaAccess access, Topology topology, FraudProgress progress) {
    streams = new KafkaStreams(topology, configuration(settings, access));
    streams.setUncaughtExceptionHandler(
        failure -> {
          progress.onFailure();
          LOG.error("the thread that follows the transactions failed and is replaced", failure);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    progress.watch(
        () -> streams.state() == KafkaStreams.State.RUNNING,
        () ->
            streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag"))
                .map(metric -> metric.metricValue())
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .filter(lag -> !Double.isNaN(lag))
                .sum());
  }

  void start() {
    streams.start();
  }

  static Properties configuration(Settings settings, KafkaAccess access) {
    Settings.Kafka kafka = settings.kafka();
    Properties all = new Properties();
    all.putAll(access.entries());
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, Groups.FRAUD_DETECTION);
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MS);
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
    all.put(
        StreamsConfig.STATE_DIR_CONFIG,
        settings.dataDir().toAbsolutePath().resolve("fraud").toString());
    all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    all.put(BoundedRocksDb.CACHE_BYTES, (long) settings.fraud().stateCacheMb() << 20);
    all.put(
        StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
        kafka.replicationFactor() >= 3 ? "2" : "1");
    all.put(StreamsConfig.topicPrefix(TopicConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    all.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
    all.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        SESSION_TIMEOUT_MS / 4);
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLL_RECORDS_MAX);
    all.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG),
        POLL_INTERVAL_MAX_MS);
    all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return all;
  }

  /** Stops after the transactions at hand. */
  @Override
  public void close() {
    if (!streams.close(CLOSE_TIMEOUT)) {
      LOG.warn("the streams did not stop in time; they go on from their last commit");
    }
  }
}
