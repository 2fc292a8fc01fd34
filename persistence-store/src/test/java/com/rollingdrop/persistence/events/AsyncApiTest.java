package com.rollingdrop.persistence.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Traceparent;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds asyncapi.yaml to what the code does with the settings' defaults. */
@SuppressWarnings("NullAway.Init") // set before each test
class AsyncApiTest {
  private static final Path FILE = Path.of("asyncapi.yaml");

  private final Settings settings = SettingsLoader.load(Map.of());
  private final LedgerKey key = LedgerSamples.key(42, 7);
  private Map<?, ?> document;

  @BeforeEach
  void read() throws Exception {
    try (Reader reader = Files.newBufferedReader(FILE)) {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }

  @Test
  void everyTopicIsInTheFileAndTheOtherWayRound() throws Exception {
    Set<String> named = constantsOf(Topics.class);
    named.add("partner-{partnerId}-notifications");
    assertThat(channels().keySet()).isEqualTo(named).isEqualTo(wanted().keySet());
  }

  @Test
  void partitionsReplicasAndRetentionAreTheOnesThatTopicsAreCreatedWith() {
    channels()
        .forEach(
            (name, channel) -> {
              NewTopic topic = Objects.requireNonNull(wanted().get(name));
              Map<?, ?> kafka = map(channel, "bindings", "kafka");
              assertThat(kafka.get("topic")).isEqualTo(name);
              assertThat(kafka.get("partitions")).isEqualTo(topic.numPartitions());
              assertThat(kafka.get("replicas")).isEqualTo((int) topic.replicationFactor());
              assertThat(configuration(kafka)).isEqualTo(topic.configs());
            });
  }

  @Test
  void theEmbeddedServerIsTheOneThatTheSettingsPointTo() {
    Map<?, ?> server = map(document, "servers", "embedded");

    assertThat(server.get("host")).isEqualTo(settings.kafka().servers());
    assertThat(server.get("protocol")).isEqualTo("kafka-secure");
    Map<?, ?> login = map(document, "components", "securitySchemes", "scram");
    assertThat(login.get("type")).isEqualTo("scramSha512");
  }

  @Test
  void aMessageHasTheFilesKeyAndHeadersAndNoOthers() throws Exception {
    List<ProducerRecord<byte[], byte[]>> messages =
        new EventMessages(settings)
            .all(
                key,
                LedgerSamples.listing(key, 1, new UUID(7, 7), 0)
                    .traced(new Traceparent(1, 2, 3, 1)));

    isAsDescribed(messages.get(0), "transactionEvent");
    isAsDescribed(messages.get(1), "inventoryUpdate");
    isAsDescribed(
        new AdminOperationMessages().of(new UUID(1, 2), OperationSamples.asked()),
        "adminOperation");
    assertThat(document.get("defaultContentType")).isEqualTo(EventHeaders.AVRO_BINARY);
  }

  private void isAsDescribed(ProducerRecord<byte[], byte[]> message, String name) {
    Map<?, ?> described = map(document, "components", "messages", name);
    Map<?, ?> headers = map(resolve(map(described, "headers")), "properties");

    Map<String, String> sent = headersOf(message);
    assertThat(headers.keySet()).isEqualTo(sent.keySet());
    sent.forEach(
        (header, value) -> {
          Map<?, ?> one = map(headers, header);
          if (one.containsKey("const")) {
            assertThat(one.get("const")).isEqualTo(value);
          } else {
            assertThat(value).matches(text(one, "pattern"));
          }
        });
    assertThat(described.get("contentType")).isEqualTo(EventHeaders.AVRO_BINARY);
    assertThat(new String(message.key(), StandardCharsets.UTF_8))
        .matches(text(described, "bindings", "kafka", "key", "pattern"));
  }

  @Test
  void aMessageOfChangedRowsHasTheFilesHeadersAndNoOthers() {
    ProducerRecord<byte[], byte[]> message =
        new ChangeMessages().message(42L, List.of(ChangedRow.of(CacheName.WALLETS, 42L, 1)));
    Map<?, ?> described = map(document, "components", "messages", "mirrorChanges");
    Map<?, ?> headers = map(resolve(map(described, "headers")), "properties");

    Map<String, String> sent = headersOf(message);
    assertThat(headers.keySet()).isEqualTo(sent.keySet());
    sent.forEach((name, value) -> assertThat(map(headers, name).get("const")).isEqualTo(value));
  }

  @Test
  void aDeadLetterHasTheFilesHeadersAndNoOthers() {
    Set<String> sent = headersOf(DeadLetters.letter(null, null, "origin", "reason")).keySet();
    Map<?, ?> letters =
        map(Objects.requireNonNull(channels().get(Topics.DEAD_LETTERS)), "messages");

    assertThat(letters).isNotEmpty();
    for (Object letter : letters.values()) {
      Map<?, ?> headers = resolve(map(resolve((Map<?, ?>) letter), "headers"));
      assertThat(map(headers, "properties").keySet()).isEqualTo(sent);
      assertThat(new TreeSet<Object>((List<?>) headers.get("required"))).isEqualTo(sent);
    }
  }

  @Test
  void allHeadersThatTheCodeKnowsAreDescribed() throws Exception {
    Set<String> described = new TreeSet<>();
    for (String schema : List.of("TransactionEventHeaders", "DeadLetterHeaders")) {
      map(document, "components", "schemas", schema, "properties")
          .keySet()
          .forEach(name -> described.add((String) name));
    }
    Set<String> known = constantsOf(EventHeaders.class);
    known.remove(EventHeaders.AVRO_BINARY); // a value, not a name

    assertThat(described).isEqualTo(known);
  }

  @Test
  void theSchemasAreTheFilesThatEventsAreWrittenAndReadWith() throws Exception {
    Map<?, ?> event = map(document, "components", "messages", "transactionEvent");

    assertIsThe(EventSchemas.current(), resolve(map(event, "payload")));
    assertIsThe(EventSchemas.plan(), resolve(map(event, "x-also-readable-with")));
    Map<?, ?> update = map(document, "components", "messages", "inventoryUpdate");
    assertIsThe(EventSchemas.inventoryUpdate(), resolve(map(update, "payload")));
    Map<?, ?> signal = map(document, "components", "messages", "fraudSignal");
    assertIsThe(EventSchemas.fraudSignal(), resolve(map(signal, "payload")));
    assertThat(
            map(resolve(map(signal, "headers")), "properties", "avro-schema-fingerprint")
                .get("const"))
        .isEqualTo(EventSchemas.fingerprint(EventSchemas.fraudSignal()));
    assertIsThe(
        EventSchemas.adminOperation(),
        resolve(map(document, "components", "messages", "adminOperation", "payload")));
    Map<?, ?> changes = map(document, "components", "messages", "mirrorChanges");
    assertIsThe(ChangeSchema.CURRENT, resolve(map(changes, "payload")));
  }

  private static void assertIsThe(Schema schema, Map<?, ?> described) throws Exception {
    Path file = FILE.resolveSibling(text(described, "schema", "$ref"));
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new Schema.Parser().parse(new String(bytes, StandardCharsets.UTF_8)))
        .isEqualTo(schema);
    // And what is on the class path is this file.
    try (InputStream loaded =
        EventSchemas.class.getResourceAsStream("/avro/" + file.getFileName())) {
      assertThat(loaded).hasBinaryContent(bytes);
    }
    assertThat(text(described, "schemaFormat")).startsWith("application/vnd.apache.avro;version=");
  }

  private Map<String, Map<?, ?>> channels() {
    Map<String, Map<?, ?>> channels = new TreeMap<>();
    map(document, "channels")
        .values()
        .forEach(channel -> channels.put(text((Map<?, ?>) channel, "address"), map(channel)));
    return channels;
  }

  private Map<String, NewTopic> wanted() {
    return Stream.concat(
            Topics.all(settings.kafka()).stream(),
            Stream.of(Topics.partnerNotifications(settings.kafka(), "{partnerId}")))
        .collect(Collectors.toMap(NewTopic::name, topic -> topic));
  }

  private static Map<String, String> configuration(Map<?, ?> kafka) {
    Map<String, String> configuration = new HashMap<>();
    map(kafka, "topicConfiguration")
        .forEach(
            (name, value) ->
                configuration.put(
                    (String) name,
                    value instanceof List<?> list
                        ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                        : value.toString()));
    return configuration;
  }

  private static Map<String, String> headersOf(ProducerRecord<byte[], byte[]> message) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : message.headers()) {
      headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    }
    return headers;
  }

  private static Set<String> constantsOf(Class<?> type) throws IllegalAccessException {
    Set<String> values = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && field.getType() == String.class) {
        values.add((String) Objects.requireNonNull(field.get(null)));
      }
    }
    return values;
  }

  /** What a reference within the file points to; anything else is itself. */
  private Map<?, ?> resolve(Map<?, ?> node) {
    return node.get("$ref") instanceof String reference && reference.startsWith("#/")
        ? map(document, reference.substring(2).split("/", -1))
        : node;
  }

  private static Map<?, ?> map(Object root, String... path) {
    return (Map<?, ?>) at(root, path);
  }

  private static String text(Object root, String... path) {
    return (String) at(root, path);
  }

  private static Object at(Object root, String... path) {
    Object node = root;
    for (String name : path) {
      node =
          Objects.requireNonNull(
              ((Map<?, ?>) node).get(name), () -> FILE + " lacks " + String.join("/", path));
    }
    return node;
  }
}
