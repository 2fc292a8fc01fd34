package com.rollingdrop.ops.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.principals.Grant;
import com.rollingdrop.persistence.principals.PrincipalAdmin;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The system's own broker: what a partner may do, and each thing that it may not. */
@SuppressWarnings("NullAway.Init") // set before all tests
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PartnerAccessIT {
  private static final String OWN = "partner-acme-notifications";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static SecuredKafka kafka;
  private static final List<String> SAID = new ArrayList<>();

  @BeforeAll
  static void startKafka() throws Exception {
    kafka = new SecuredKafka("partners");
    run(0, "topics", "--apply");
  }

  @AfterAll
  static void stopKafka() throws Exception {
    kafka.close();
  }

  private static String run(int code, String... command) throws Exception {
    String[] arguments = Stream.of(command).skip(1).toArray(String[]::new);
    RunningSystem.Said said = kafka.system().run(command[0], arguments);
    assertThat(said.code()).as(said.output()).isEqualTo(code);
    SAID.add(said.output());
    return said.output();
  }

  @Test
  @Order(1)
  void creatingAPartnerShowsWhatIsMissingAndThenMakesItOnce() throws Exception {
    assertThat(run(1, "partner", "create", "acme"))
        .contains(
            "DIFFERS partner-acme-notifications: topic is missing, wanted there",
            "DIFFERS partner-acme: password is missing, wanted there",
            "DIFFERS partner-acme: READ TOPIC partner-acme-notifications is not allowed",
            "DIFFERS partner-acme: READ GROUP partner-acme.… is not allowed",
            "DIFFERS partner-acme: bytes per second is unbounded, wanted 4194304");
    assertThat(kafka.partnerFile("acme")).doesNotExist();

    assertThat(run(0, "partner", "create", "acme", "--apply")).doesNotContain("DIFFERS");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(kafka.partnerFile("acme"))))
        .isEqualTo("rw-------");
    byte[] file = Files.readAllBytes(kafka.partnerFile("acme"));

    assertThat(run(0, "partner", "create", "acme", "--apply"))
        .isEqualToIgnoringNewLines("all is as it should be");
    assertThat(kafka.partnerFile("acme")).as("the password stays").hasBinaryContent(file);
    // Their names begin as the first one's, and as a topic of the system does.
    run(0, "partner", "create", "acme-b", "--apply");
    run(0, "partner", "create", "box", "--apply");
    assertThat(run(0, "partner", "list").lines()).containsExactly("acme", "acme-b", "box");
    run(2, "partner", "create", "a.b");
    run(2, "partner");
  }

  @Test
  @Order(2)
  void aPartnerReadsItsOwnTopicWithItsOwnGroup() throws Exception {
    kafka.write(OWN, "hello");

    try (KafkaConsumer<byte[], byte[]> consumer =
        SecuredKafka.consumer(kafka.partner("acme"), null)) {
      consumer.subscribe(List.of(OWN));
      assertThat(next(consumer)).isEqualTo("hello");
      consumer.commitSync();
      assertThat(consumer.listTopics().keySet()).as("it sees no others").containsExactly(OWN);
    }
  }

  private static String next(KafkaConsumer<byte[], byte[]> consumer) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              for (var message : consumer.poll(POLL)) {
                return new String(message.value(), StandardCharsets.UTF_8);
              }
              return "";
            },
            text -> !text.isEmpty());
  }

  @Test
  @Order(3)
  void noOtherTopicIsReadByAnyPartner() throws Exception {
    List<String> others =
        List.of(
            "partner-acme-b-notifications",
            "partner-box-notifications",
            Topics.TRANSACTION_EVENTS,
            Topics.INVENTORY_UPDATES,
            Topics.PARTNER_BOX_OPENINGS,
            Topics.MIRROR_CHANGES,
            "__consumer_offsets",
            "no-such-topic");
    for (String topic : others) {
      refusesToRead("acme", topic);
    }
    refusesToRead("box", Topics.PARTNER_BOX_OPENINGS);
    refusesToRead("acme-b", OWN);
  }

  private static void refusesToRead(String partner, String topic) throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
        SecuredKafka.consumer(kafka.partner(partner), null)) {
      TopicPartition first = new TopicPartition(topic, 0);
      consumer.assign(List.of(first));
      consumer.seek(first, 0);
      assertThatThrownBy(() -> pollAway(consumer))
          .as("%s reads %s", partner, topic)
          .isInstanceOf(TopicAuthorizationException.class);
    }
  }

  private static void pollAway(KafkaConsumer<byte[], byte[]> consumer) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      consumer.poll(POLL);
    }
  }

  @Test
  @Order(4)
  void noOtherGroupIsJoined() throws Exception {
    for (String group :
        List.of("partner-acme-b.main", "partner-acme", "partner-acmeX", "clickhouse-sink")) {
      try (KafkaConsumer<byte[], byte[]> consumer =
          SecuredKafka.consumer(kafka.partner("acme"), group)) {
        consumer.subscribe(List.of(OWN));
        assertThatThrownBy(() -> pollAway(consumer))
            .as(group)
            .isInstanceOf(GroupAuthorizationException.class);
      }
    }
  }

  @Test
  @Order(5)
  void nothingIsWritten() throws Exception {
    for (String topic : List.of(OWN, Topics.TRANSACTION_EVENTS)) {
      refused(TopicAuthorizationException.class, () -> send(kafka.partner("acme"), topic, false));
      refused(AuthorizationException.class, () -> send(kafka.partner("acme"), topic, true));
    }
  }

  private static void send(Map<String, Object> configuration, String topic, boolean idempotent)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        SecuredKafka.producer(configuration, idempotent)) {
      producer.send(new ProducerRecord<>(topic, new byte[1])).get();
    }
  }

  @Test
  @Order(6)
  void nothingIsCreatedChangedOrRemoved() throws Exception {
    try (Admin admin = Admin.create(kafka.partner("acme"))) {
      ConfigResource own = new ConfigResource(ConfigResource.Type.TOPIC, OWN);
      AlterConfigOp longer =
          new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
      refuses(
          TopicAuthorizationException.class,
          admin.createTopics(List.of(new NewTopic("partner-acme-more", 1, (short) 1))).all(),
          admin.incrementalAlterConfigs(Map.of(own, List.of(longer))).all(),
          admin.describeConfigs(List.of(own)).all(),
          admin.deleteTopics(List.of(OWN)).all());
      refuses(
          GroupAuthorizationException.class,
          admin.deleteConsumerGroups(List.of("partner-acme.main")).all());
    }
  }

  @Test
  @Order(7)
  void whoMayDoWhatIsNeitherShownNorChanged() throws Exception {
    try (Admin admin = Admin.create(kafka.partner("acme"))) {
      ResourcePattern topic =
          new ResourcePattern(ResourceType.TOPIC, Topics.TRANSACTION_EVENTS, PatternType.LITERAL);
      refuses(
          ClusterAuthorizationException.class,
          admin.describeAcls(AclBindingFilter.ANY).values(),
          admin
              .createAcls(
                  List.of(
                      new AclBinding(
                          topic,
                          new AccessControlEntry(
                              "User:partner-acme",
                              "*",
                              AclOperation.READ,
                              AclPermissionType.ALLOW))))
              .all(),
          admin.describeUserScramCredentials().all(),
          admin
              .alterUserScramCredentials(
                  List.of(
                      new UserScramCredentialUpsertion(
                          "partner-acme",
                          new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096),
                          "another")))
              .all());
    }
  }

  @Test
  @Order(8)
  void nobodyGetsInWithoutTheRightPasswordOrCertificate() throws Exception {
    Map<String, Object> partner = kafka.partner("acme");
    KafkaAccess guessed =
        KafkaAccess.withPassword(
            kafka.settings().kafka().servers(),
            kafka.secrets().text(Secret.KAFKA_CA_CERTIFICATE),
            "partner-acme",
            "guessed");
    cannotEnter(SecuredKafka.bounded(guessed.with(Map.of())), SaslAuthenticationException.class);

    Map<String, Object> untrusting = new HashMap<>(partner);
    untrusting.keySet().removeIf(key -> key.startsWith("ssl."));
    cannotEnter(untrusting, SslAuthenticationException.class);

    // With TLS but without the broker's certificate, on the port of those who have it.
    Map<String, Object> inside = new HashMap<>(partner);
    inside.put("bootstrap.servers", "127.0.0.1:" + kafka.settings().kafka().internalPort());
    inside.put("security.protocol", "SSL");
    cannotEnter(inside, SslAuthenticationException.class);
  }

  @Test
  @Order(9)
  void noPortAnswersInTheClear() throws Exception {
    // Kafka's first request, which a broker answers to whoever is not to log in.
    byte[] apiVersions = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, -1, -1};
    int tlsAlert = 21;
    for (int port :
        List.of(
            kafka.settings().kafka().port(),
            kafka.settings().kafka().internalPort(),
            kafka.settings().kafka().controllerPort())) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(apiVersions);
        assertThat(socket.getInputStream().read()).isIn(tlsAlert, -1);
      }
    }
  }

  private static void cannotEnter(
      Map<String, Object> configuration, Class<? extends KafkaException> why) {
    try (Admin admin = Admin.create(configuration)) {
      refuses(why, admin.listTopics().names());
    }
  }

  @Test
  @Order(10)
  void eachPartOfTheSystemMayDoItsWorkAndNoOthers() throws Exception {
    Map<String, Object> sinks = SecuredKafka.bounded(kafka.access(KafkaUser.SINKS).with(Map.of()));
    Map<String, Object> cdc = SecuredKafka.bounded(kafka.access(KafkaUser.CDC).with(Map.of()));
    Map<String, Object> reconcile =
        SecuredKafka.bounded(kafka.access(KafkaUser.RECONCILE).with(Map.of()));
    Map<String, Object> ops = SecuredKafka.bounded(kafka.access(KafkaUser.OPS).with(Map.of()));
    Map<String, Object> fraud = SecuredKafka.bounded(kafka.access(KafkaUser.FRAUD).with(Map.of()));
    send(cdc, Topics.TRANSACTION_EVENTS, true);
    send(sinks, Topics.DEAD_LETTERS, true);

    for (Map<String, Object> user : List.of(sinks, reconcile, ops, fraud)) {
      refused(
          TopicAuthorizationException.class, () -> send(user, Topics.TRANSACTION_EVENTS, false));
    }
    refused(TopicAuthorizationException.class, () -> send(cdc, OWN, false));
    for (Map<String, Object> user : List.of(sinks, reconcile, cdc, fraud)) {
      try (Admin admin = Admin.create(user)) {
        refuses(
            ClusterAuthorizationException.class, admin.describeAcls(AclBindingFilter.ANY).values());
      }
    }
    assertThat(run(0, "principals")).contains("all is as it should be");
  }

  @Test
  @Order(11)
  void aNewPasswordTakesThePlaceOfTheOldOne() throws Exception {
    Map<String, Object> before = kafka.partner("acme");
    run(0, "partner", "create", "acme", "--apply", "--new-password");

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> cannotEnter(before, SaslAuthenticationException.class));
    try (Admin admin = Admin.create(kafka.partner("acme"))) {
      assertThat(admin.listTopics().names().get()).containsExactly(OWN);
    }
  }

  @Test
  @Order(12)
  void anOpenConnectionEndsWhenItsPasswordIsTakenAway() throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
            SecuredKafka.consumer(kafka.partner("acme-b"), null);
        PrincipalAdmin principals = new PrincipalAdmin(kafka.access(KafkaUser.OPS))) {
      consumer.subscribe(List.of("partner-acme-b-notifications"));
      kafka.write("partner-acme-b-notifications", "one");
      assertThat(next(consumer)).isEqualTo("one");
      // The rules stay, so nothing but the password can end it.
      Grant found = principals.found("partner-acme-b");
      principals.apply(
          new Grant("partner-acme-b", false, found.rules(), found.bytesPerSecond()), null);

      assertThatThrownBy(() -> pollAway(consumer)).isInstanceOf(SaslAuthenticationException.class);
    }
  }

  @Test
  @Order(13)
  void disablingAPartnerEndsWhatItReadsAndLetsItInNoMore() throws Exception {
    Map<String, Object> configuration = kafka.partner("acme");
    KafkaConsumer<byte[], byte[]> consumer = SecuredKafka.consumer(configuration, null);
    try {
      consumer.subscribe(List.of(OWN));
      kafka.write(OWN, "two");
      assertThat(next(consumer)).isEqualTo("two");

      assertThat(run(1, "partner", "disable", "acme"))
          .contains("DIFFERS partner-acme: password is there, wanted missing");
      assertThat(run(0, "partner", "disable", "acme", "--apply")).doesNotContain("DIFFERS");

      kafka.write(OWN, "after");
      assertThatThrownBy(() -> next(consumer))
          .isInstanceOfAny(AuthorizationException.class, SaslAuthenticationException.class);
    } finally {
      closeShutOut(consumer);
    }
    cannotEnter(configuration, SaslAuthenticationException.class);
    assertThat(kafka.partnerFile("acme")).doesNotExist();
    assertThat(run(0, "partner", "disable", "acme", "--apply"))
        .isEqualToIgnoringNewLines("all is as it should be");
    assertThat(run(0, "partner", "list").lines()).containsExactly("box");
  }

  @Test
  @Order(14)
  void noPasswordIsInAnyLogFileOrOutput() throws Exception {
    List<String> passwords = new ArrayList<>();
    for (KafkaUser user : KafkaUser.values()) {
      passwords.add(kafka.secrets().text(user.password()));
    }
    String box = (String) kafka.partner("box").get("sasl.jaas.config");
    passwords.add(String.valueOf(box).replaceAll(".*password=\"(.*)\".*", "$1"));
    passwords.add("PRIVATE KEY");
    List<String> texts = new ArrayList<>(SAID);
    for (String folder : List.of("log", "kafka", "run")) {
      try (Stream<Path> files = Files.walk(kafka.system().data().resolve(folder), 1)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    assertThat(texts).hasSizeGreaterThan(10);
    for (String password : passwords) {
      assertThat(password).hasSizeGreaterThanOrEqualTo(11);
      assertThat(texts).noneMatch(text -> text.contains(password));
    }
  }

  private static void refused(Class<? extends Exception> why, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(ExecutionException.class).cause().isInstanceOf(why);
  }

  private static void refuses(Class<? extends Exception> why, KafkaFuture<?>... asked) {
    for (KafkaFuture<?> future : asked) {
      refused(why, future::get);
    }
  }

  /** One who is let in no more may be told so once more when it leaves. */
  private static void closeShutOut(KafkaConsumer<byte[], byte[]> consumer) {
    try {
      consumer.close();
    } catch (KafkaException e) {
      assertThat(e).hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }
}
