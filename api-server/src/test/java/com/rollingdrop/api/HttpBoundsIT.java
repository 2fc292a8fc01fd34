package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of the server one caller can take, and what browsers are told. */
class HttpBoundsIT {
  private static final String ORIGIN = "https://play.example";
  private static final Duration PART_EVERY = Duration.ofMillis(50);
  private static Api api;

  @BeforeAll
  static void start() {
    api =
        Api.alone(
            Map.of(
                "ROLLINGDROP_HTTP_HEADER_TIMEOUT_MS", "1000",
                "ROLLINGDROP_HTTP_BODY_TIMEOUT_MS", "1000",
                "ROLLINGDROP_HTTP_IDLE_TIMEOUT_MS", "1000",
                "ROLLINGDROP_HTTP_HSTS_SECONDS", "31536000",
                "ROLLINGDROP_HTTP_CORS_ORIGINS", ORIGIN));
    api.asAdmin().post("/admin/boxes", Api.BOX.formatted("shared")).is(201);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void aUriThatIsTooLongIsRefused() {
    int max = api.settings().http().uriBytesMax();
    String start = "/boxes/catalog?cursor=";
    api.asNobody().get(start + "a".repeat(max - start.length())).isProblem(400, "CURSOR_INVALID");

    Api.Reply refused = api.asNobody().get(start + "a".repeat(max - start.length() + 1)).is(414);

    assertThat(refused.json().get("code").asString()).isEqualTo("URI_TOO_LONG");
    assertThat(refused.text()).doesNotContain("aaaa");
  }

  @Test
  void headerFieldsThatAreTooLargeAreRefusedOneOrMany() {
    HttpRequest one =
        api.asNobody().request("/boxes/catalog").header("X-One", "x".repeat(8_192)).build();
    api.send(one).isProblem(431, "HEADERS_TOO_LARGE");
    HttpRequest.Builder many = api.asNobody().request("/boxes/catalog");
    for (int i = 0; i < 40; i++) {
      many.header("X-Many-" + i, "x".repeat(200));
    }
    api.send(many.build()).isProblem(431, "HEADERS_TOO_LARGE");
    HttpRequest fine =
        api.asNobody().request("/boxes/catalog").header("X-One", "x".repeat(7_000)).build();
    api.send(fine).is(200);
  }

  @Test
  void moreHeaderFieldsThanAnyClientSendsAreRefused() throws IOException {
    StringBuilder request = new StringBuilder("GET /boxes/catalog HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < 200; i++) {
      request.append("X").append(i).append(": 1\r\n");
    }
    try (RawHttp connection = RawHttp.to(api)) {
      connection.send(request + "\r\n");
      assertThat(connection.rest()).startsWith("HTTP/1.1 400 ").contains("\"REQUEST_MALFORMED\"");
    }
  }

  /** One that sends a byte now and then is as slow as one that sends nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"GET /boxes/catalog?", "GET /boxes/catalog HTTP/1.1\r\nHost: x\r\nX: "})
  void whoTricklesTheHeaderFieldsInLosesTheConnection(String start) throws IOException {
    try (RawHttp connection = RawHttp.to(api)) {
      connection.send(start);
      await().pollInterval(PART_EVERY).until(() -> isClosed(connection, "x"));
    }
    // Another one on the same server, whose buffers are used again, is served.
    api.asNobody().get("/boxes/catalog").is(200);
  }

  @Test
  void aConnectionOnWhichNothingIsAskedIsClosed() throws IOException {
    try (RawHttp silent = RawHttp.to(api);
        RawHttp idle = RawHttp.to(api)) {
      idle.send("GET /boxes/catalog HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(idle.read()).isEqualTo('H');
      assertThat(silent.read()).isNegative();
      assertThat(idle.rest()).contains("\"boxId\":\"shared\"");
    }
  }

  @Test
  void aBodyThatTricklesInIsRefused() throws IOException {
    try (RawHttp connection = RawHttp.to(api)) {
      connection.send(deposit("Content-Length: 1000\r\n") + "{\"amountMinor\":");
      await().pollInterval(PART_EVERY).until(() -> hasAnswer(connection, "1"));
      assertThat(connection.rest()).startsWith("HTTP/1.1 408 ").contains("\"REQUEST_TIMEOUT\"");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsRefused() throws IOException {
    for (String kind : List.of("Content-Length: 20\r\n", "Transfer-Encoding: chunked\r\n")) {
      try (RawHttp connection = RawHttp.to(api)) {
        connection.send(deposit(kind));
        assertThat(connection.rest()).startsWith("HTTP/1.1 408 ").contains("\"REQUEST_TIMEOUT\"");
      }
    }
  }

  @Test
  void aBodyWithoutAnEndIsRefusedWhenItIsTooLarge() throws IOException {
    String part = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    try (RawHttp connection = RawHttp.to(api)) {
      connection.send(deposit("Transfer-Encoding: chunked\r\n"));
      for (int i = 0; i < 17; i++) {
        connection.send(part);
      }
      await().until(() -> connection.hasAnswer());
      assertThat(connection.read(12)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void aSmallBodyThatIsHugeInMemoryIsRefused() {
    Api.Caller player = api.asNewPlayer();
    for (String value :
        List.of(
            "[".repeat(100_000),
            "{\"a\":".repeat(50_000),
            "\"" + "a".repeat(70_000) + "\"",
            "1" + "0".repeat(500_000),
            "1e" + "9".repeat(60),
            "[" + "1,".repeat(200_000) + "1]")) {
      Api.Reply refused =
          player.post("/transactions/deposit", Play.key(), "{\"amountMinor\":" + value + "}");
      assertThat(refused.is(400).json().get("code").asString())
          .isIn("REQUEST_MALFORMED", "FIELD_INVALID");
    }
    assertThat(Play.available(player)).isZero();
  }

  @Test
  void everyAnswerTellsBrowsersToLoadNothingAndToKeepNothingPrivate() {
    Api.Caller player = api.asNewPlayer();
    List<HttpResponse<byte[]>> replies =
        List.of(
            player.get("/wallet").is(200).http(),
            player.get("/no/such/path").is(404).http(),
            api.asNobody().get("/wallet").is(401).http(),
            player.post("/transactions/deposit", "{").is(400).http(),
            api.asNobody().get("/boxes/catalog").is(200).http());
    for (HttpResponse<byte[]> reply : replies) {
      assertThat(reply.headers().map())
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsEntry("x-frame-options", List.of("DENY"))
          .containsEntry(
              "content-security-policy",
              List.of(
                  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"))
          .containsEntry(
              "strict-transport-security", List.of("max-age=31536000; includeSubDomains"))
          .doesNotContainKey("server");
    }
    assertThat(replies.subList(0, 4))
        .allSatisfy(
            reply ->
                assertThat(reply.headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store"));
    assertThat(replies.get(4).headers().firstValue("Cache-Control").orElse(""))
        .doesNotContain("no-store");
  }

  @Test
  void pagesOfANamedOriginMayCallTheApiAndOthersNot() {
    HttpResponse<byte[]> allowed = preflight(ORIGIN, "POST", "authorization,idempotency-key");
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    for (HttpResponse<byte[]> refused :
        List.of(
            preflight("https://evil.example", "POST", "authorization"),
            preflight("https://play.example.evil.example", "POST", "authorization"),
            preflight("null", "POST", "authorization"),
            preflight(ORIGIN, "TRACE", "authorization"),
            preflight(ORIGIN, "POST", "x-anything"))) {
      new Api.Reply(refused).is(403);
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  private static HttpResponse<byte[]> preflight(String origin, String method, String headers) {
    return api.send(
            HttpRequest.newBuilder(api.uri("/transactions/deposit"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .build())
        .http();
  }

  private static String deposit(String length) {
    return "POST /transactions/deposit HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + api.tokens().player(5)
        + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
        + Play.key()
        + "\r\n"
        + length
        + "\r\n";
  }

  /** Sends another part; whether the other side has gone. */
  private static boolean isClosed(RawHttp connection, String part) {
    try {
      connection.send(part);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Sends another part, unless there is an answer. */
  private static boolean hasAnswer(RawHttp connection, String part) throws IOException {
    if (connection.hasAnswer()) {
      return true;
    }
    connection.send(part);
    return false;
  }
}
