package com.rollingdrop.ops.system;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.embedded.FirstSecrets;
import com.rollingdrop.ops.embedded.Layout;
import com.rollingdrop.ops.embedded.Part;
import com.rollingdrop.ops.embedded.Parts;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The system's own broker alone, as {@code up} brings it up, and those who connect to it. */
final class SecuredKafka implements AutoCloseable {
  /** How long a connection lives whose password was taken away, at most. */
  static final int REAUTHENTICATE_MS = 2_000;

  private static final long START_S_MAX = 90;

  private final RunningSystem system;
  private final Settings settings;
  private final Secrets secrets;
  private final Part kafka;

  SecuredKafka(String name) throws Exception {
    system = new RunningSystem(name);
    system.set("ROLLINGDROP_KAFKA_REAUTHENTICATE_MS", Integer.toString(REAUTHENTICATE_MS));
    settings = SettingsLoader.load(system.environment());
    secrets = new Secrets(settings.secrets(), Map.of());
    FirstSecrets.create(settings);
    kafka = part();
    start();
  }

  private Part part() {
    Layout layout = new Layout(Path.of("").toAbsolutePath().getParent(), system.data());
    return new Parts(settings, layout)
        .settingUp(1, false).stream()
            .filter(part -> part.name().equals("kafka"))
            .findFirst()
            .orElseThrow();
  }

  private void start() throws Exception {
    kafka.start();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_S_MAX);
    while (!kafka.isReady()) {
      if (kafka.pid().isEmpty() || System.nanoTime() > until) {
        throw new IOException("Kafka did not start: " + kafka.lastWords());
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  RunningSystem system() {
    return system;
  }

  Settings settings() {
    return settings;
  }

  Secrets secrets() {
    return secrets;
  }

  KafkaAccess access(KafkaUser user) {
    return KafkaAccess.of(settings, secrets, user);
  }

  /** The broker itself, which may do everything. */
  KafkaAccess asBroker() {
    return Messages.asBroker(settings, secrets);
  }

  /** What the partner was handed over. */
  Map<String, Object> partner(String id) throws IOException {
    Properties properties = new Properties();
    try (Reader file = Files.newBufferedReader(partnerFile(id), StandardCharsets.UTF_8)) {
      properties.load(file);
    }
    Map<String, Object> configuration = new HashMap<>();
    properties.stringPropertyNames().forEach(k -> configuration.put(k, properties.getProperty(k)));
    return bounded(configuration);
  }

  Path partnerFile(String id) {
    return settings.secrets().resolve("partners").resolve(id + ".properties");
  }

  /** Gives up after some seconds, for what is expected to be refused. */
  static Map<String, Object> bounded(Map<String, Object> configuration) {
    Map<String, Object> all = new HashMap<>(configuration);
    all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
    all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    return all;
  }

  static KafkaConsumer<byte[], byte[]> consumer(
      Map<String, Object> configuration, @Nullable String group) {
    Map<String, Object> all = new HashMap<>(configuration);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    if (group != null) {
      all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    }
    return new KafkaConsumer<>(all);
  }

  static KafkaProducer<byte[], byte[]> producer(
      Map<String, Object> configuration, boolean idempotent) {
    Map<String, Object> all = new HashMap<>(configuration);
    all.remove(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG);
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, idempotent);
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
    return new KafkaProducer<>(all);
  }

  /** Puts a message on a topic, as the broker. */
  void write(String topic, String text) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(bounded(asBroker().with(Map.of())), true)) {
      producer
          .send(new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8)))
          .get(10, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      kafka.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
