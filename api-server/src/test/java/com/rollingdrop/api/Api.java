package com.rollingdrop.api;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.clickhouse.ClickHouseFront;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real server over a real grid node, and a client that speaks to it over HTTP. */
final class Api implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();

  /** 4 tickets; the first item is the rare one. */
  static final String BOX =
      """
      {"boxId":"%s","name":"A box","priceMinor":250,"totalTickets":4,"items":[
        {"definitionId":"rare","name":"Rare — ★","rarity":"RARE","valueMinor":900,"tickets":1},
        {"definitionId":"plain","name":"Plain","rarity":"COMMON","valueMinor":10,"tickets":3}]}
      """;

  private static final AtomicLong PLAYERS = new AtomicLong(1_000);

  @GuardedBy("Api.class")
  private static @Nullable Api shared;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Settings settings;
  private final TestTokens tokens = new TestTokens();
  private final TestTokens sessionTokens = new TestTokens();
  private final TestTokens nextSessionTokens = new TestTokens();
  private final ConfigurableApplicationContext context;
  private GridNode node;

  private Api(Settings settings, Mirror mirror) {
    this.settings = settings;
    this.node = GridNode.start(settings, mirror);
    this.context = ApiServer.start(settings, secrets());
  }

  Secrets secrets() {
    return secrets(sessionTokens.privateKeyPem() + nextSessionTokens.privateKeyPem());
  }

  /** Those of a server that signs with the key that the others only know. */
  Secrets rotatedSecrets() {
    return secrets(nextSessionTokens.privateKeyPem() + sessionTokens.privateKeyPem());
  }

  private Secrets secrets(String sessionSigningKeys) {
    return new Secrets(
        Path.of("nowhere"),
        Map.of(
            Secret.TOKEN_PUBLIC_KEY.variable(),
            tokens.publicKeyPem(),
            Secret.SESSION_SIGNING_KEYS.variable(),
            sessionSigningKeys,
            Secret.SECOND_FACTOR_KEY.variable(),
            "0f".repeat(32),
            Secret.POSTGRES_PASSWORD.variable(),
            "not asked for",
            Secret.CLICKHOUSE_PASSWORD.variable(),
            ClickHouseFront.secrets().text(Secret.CLICKHOUSE_PASSWORD)));
  }

  /**
   * One for all tests that leave the grid alone; ends with the JVM, or when a test wants to be
   * alone. Asked for once per test class, when it begins.
   */
  static synchronized Api shared() {
    if (shared == null) {
      shared = new Api(TestSettings.fresh(Map.of()), Mirror.NONE);
      // Two boxes that many tests use.
      for (String boxId : new String[] {"shared", "another"}) {
        shared.asAdmin().post("/admin/boxes", BOX.formatted(boxId)).is(201);
      }
    }
    return shared;
  }

  /**
   * One for a test that stops nodes or needs settings of its own. A JVM holds one grid at a time.
   */
  static synchronized Api alone(Map<String, String> more) {
    if (shared != null) {
      shared.close();
      shared = null;
    }
    return new Api(TestSettings.fresh(more), Mirror.NONE);
  }

  /** As the other, with a mirror behind the node. */
  static synchronized Api alone(Settings settings, Mirror mirror) {
    if (shared != null) {
      shared.close();
      shared = null;
    }
    return new Api(settings, mirror);
  }

  GridNode node() {
    return node;
  }

  Settings settings() {
    return settings;
  }

  TestTokens tokens() {
    return tokens;
  }

  /** Signs as this server does. */
  TestTokens sessionTokens() {
    return sessionTokens;
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  void stopNode() {
    node.close();
  }

  void startNode() {
    node = GridNode.start(settings);
  }

  Caller asAdmin() {
    return new Caller(0, tokens.admin());
  }

  Caller asPlayer(long playerId) {
    return new Caller(playerId, tokens.player(playerId));
  }

  /** A player whom no other test uses. */
  Caller asNewPlayer() {
    return asPlayer(PLAYERS.incrementAndGet());
  }

  Caller asNobody() {
    return new Caller(0, "");
  }

  Caller withToken(String token) {
    return new Caller(0, token);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + settings.api().port() + path);
  }

  URI managementUri(String path) {
    return URI.create("http://127.0.0.1:" + settings.api().managementPort() + path);
  }

  Reply send(HttpRequest request) {
    try {
      return new Reply(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    context.close();
    node.close();
  }

  /** One who asks. */
  final class Caller {
    private final long playerId;
    private final String token;

    private Caller(long playerId, String token) {
      this.playerId = playerId;
      this.token = token;
    }

    long playerId() {
      return playerId;
    }

    HttpRequest.Builder request(String path) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(40));
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return request;
    }

    Reply get(String path) {
      return send(request(path).GET().build());
    }

    Reply post(String path, String body) {
      return send(json(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    Reply delete(String path) {
      return send(request(path).DELETE().build());
    }

    Reply put(String path, String body) {
      return send(json(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** A transaction with an idempotency key. */
    Reply post(String path, String key, String body) {
      return send(
          json(path)
              .header("Idempotency-Key", key)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    }

    /** A transaction with an idempotency key. */
    Reply put(String path, String key, String body) {
      return send(
          json(path)
              .header("Idempotency-Key", key)
              .PUT(HttpRequest.BodyPublishers.ofString(body))
              .build());
    }

    Reply post(String path, String key, byte[] body) {
      return send(
          json(path)
              .header("Idempotency-Key", key)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build());
    }

    Reply deposit(long amountMinor) {
      return post(
          "/transactions/deposit",
          UUID.randomUUID().toString(),
          "{\"amountMinor\":" + amountMinor + "}");
    }

    Reply open(String boxId, int count, String key) {
      return post(
          "/transactions/open-box", key, "{\"boxId\":\"" + boxId + "\",\"count\":" + count + "}");
    }

    Reply open(String boxId, int count) {
      return open(boxId, count, UUID.randomUUID().toString());
    }

    String wallet() {
      return get("/wallet").is(200).text();
    }

    private HttpRequest.Builder json(String path) {
      return request(path).header("Content-Type", "application/json");
    }
  }

  /** What came back. */
  record Reply(HttpResponse<byte[]> http) {
    /** Demands a status, and a JSON body that fits it. */
    Reply is(int status) {
      if (http.statusCode() != status) {
        throw new AssertionError(
            "expected " + status + ", got " + http.statusCode() + ": " + text());
      }
      String type = header("Content-Type");
      String expected = status < 400 ? "application/json" : "application/problem+json";
      if (status != 304 && !expected.equals(type)) {
        throw new AssertionError("expected " + expected + ", got " + type + ": " + text());
      }
      return this;
    }

    /** Demands a problem in the form of RFC 9457. */
    Reply isProblem(int status, String code) {
      JsonNode problem = is(status).json();
      String kebab = code.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      if (!problem.path("code").asString().equals(code)
          || problem.path("status").asInt() != status
          || problem.path("title").asString().isBlank()
          || problem.path("detail").asString().isBlank()
          || !problem.path("instance").asString().equals(http.request().uri().getRawPath())
          || !problem.path("type").asString().endsWith("/problems/" + kebab)) {
        throw new AssertionError("expected " + code + ", got " + text());
      }
      return this;
    }

    JsonNode json() {
      return JSON.readTree(http.body());
    }

    String text() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }
}
