package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What somebody sends in the hope that it is taken for something else. */
class InjectionIT {
  private static final Api API = Api.shared();

  /** As SQL, as a pattern, as a path, as a header, as a template. */
  private static final List<String> PAYLOADS =
      List.of(
          "' OR '1'='1",
          "1) UNION SELECT * FROM logins --",
          "x'; DROP TABLE wallets; --",
          "%27%20OR%201=1",
          "*",
          "%",
          "../../wallet",
          "a\r\nSet-Cookie: session=1",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}}",
          "\u0000");

  /** What belongs to the server and to administrators. */
  private static final List<String> NOT_THE_CALLERS =
      List.of(
          "availableMinor",
          "balanceMinor",
          "createdAt",
          "isAdmin",
          "playerId",
          "promoMinor",
          "role",
          "roles",
          "sequence",
          "settlesAtExpiry",
          "version",
          "__proto__");

  private final Api.Caller player = Play.rich(API, 1_000);

  static Stream<String> operationsWithParameters() {
    return parameters().keySet().stream();
  }

  /** {@code METHOD path}, with those of its parameters that are in its path or query. */
  private static Map<String, List<JsonNode>> parameters() {
    Map<String, List<JsonNode>> found = new TreeMap<>();
    Contract.operations()
        .forEach(
            (name, operation) -> {
              List<JsonNode> parameters =
                  operation
                      .path("parameters")
                      .valueStream()
                      .map(Contract::resolved)
                      .filter(p -> !p.get("in").asString().equals("header"))
                      .toList();
              if (!parameters.isEmpty()) {
                found.put(name, parameters);
              }
            });
    return found;
  }

  @ParameterizedTest
  @MethodSource("operationsWithParameters")
  void noParameterIsTakenForCode(String operation) {
    String[] parts = operation.split(" ");
    for (JsonNode parameter : java.util.Objects.requireNonNull(parameters().get(operation))) {
      for (String payload : PAYLOADS) {
        String name = parameter.get("name").asString();
        String encoded = URLEncoder.encode(payload, StandardCharsets.UTF_8).replace("+", "%20");
        boolean inPath = parameter.get("in").asString().equals("path");
        String path =
            inPath
                ? parts[1].replace("{" + name + "}", encoded)
                : parts[1] + "?" + name + "=" + encoded;
        path =
            path.replace("{userId}", Long.toString(player.playerId()))
                .replace("{boxId}", "shared")
                .replaceAll("\\{[a-zA-Z]+}", "x");
        Api.Caller caller =
            path.startsWith("/admin") || path.startsWith("/analytics/global")
                ? API.asAdmin()
                : player;
        Api.Reply reply = send(caller, parts[0], path, "{\"role\":\"PLAYER\"}");
        assertThat(reply.http().statusCode()).as(path).isIn(400, 403, 404);
        assertThat(reply.header("Set-Cookie")).as(path).isEmpty();
      }
    }
    assertThat(Play.available(player)).isEqualTo(1_000);
  }

  static Stream<String> operationsWithBodies() {
    return Contract.operations().entrySet().stream()
        .filter(operation -> operation.getValue().has("requestBody"))
        .map(Map.Entry::getKey);
  }

  /** All fields are named by the operation, and one that is not is never just left out. */
  @ParameterizedTest
  @MethodSource("operationsWithBodies")
  void noFieldThatTheOperationDoesNotHaveIsTaken(String operation) {
    String[] parts = operation.split(" ");
    String path = parts[1].replace("{limit}/{window}", "DEPOSIT/DAY").replace("{name}", "somebody");
    Api.Caller caller = path.startsWith("/admin") ? API.asAdmin() : player;
    if (path.startsWith("/auth")) {
      caller = Play.loggedIn(API);
    }
    JsonNode own =
        Contract.bodyOf(java.util.Objects.requireNonNull(Contract.operations().get(operation)))
            .path("properties");
    for (String field : NOT_THE_CALLERS) {
      if (own.has(field)) {
        continue;
      }
      ObjectNode body = Api.JSON.createObjectNode().put(field, 1);
      Api.Reply reply = send(caller, parts[0], path, body.toString());
      assertThat(reply.is(400).json().get("code").asString())
          .as("%s %s", operation, field)
          .isIn("FIELD_UNKNOWN", "BOX_DEFINITION_INVALID");
      assertThat(reply.json().get("errors").valueStream().map(e -> e.get("field").asString()))
          .as("%s %s", operation, field)
          .contains(field);
    }
  }

  /** In the order in which two servers in a row could read one message as two. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "Content-Length: 5, 6\r\n\r\nabcdef",
        "Content-Length: +5\r\n\r\nabcde",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /wallet HTTP/1.1\r\nHost: x\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\nabcde\r\n0\r\n\r\n",
        "Host: other\r\nContent-Length: 0\r\n\r\n",
        "X: a\rSet-Cookie: b=c\r\nContent-Length: 0\r\n\r\n",
        "X: a\u0000b\r\nContent-Length: 0\r\n\r\n"
      })
  void aMessageThatCanBeReadInTwoWaysIsReadInNone(String rest) throws IOException {
    String answer =
        RawHttp.answerTo(
            API,
            "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + rest);
    assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|501) .*").doesNotContain("Set-Cookie");
    assertThat(answer.split("HTTP/1.1 ", -1)).as(answer).hasSize(2);
  }

  @Test
  void noHeaderOfTheRequestComesBackAsOneOfTheAnswer() throws IOException {
    for (String value :
        List.of("00-x%0d%0aSet-Cookie: a=b-01", "x\r\n Set-Cookie: a=b", "x\nSet-Cookie: a=b")) {
      for (String header : List.of("traceparent", "Idempotency-Key", "Origin", "If-None-Match")) {
        String answer =
            RawHttp.answerTo(
                API,
                "GET /boxes/catalog HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + header
                    + ": "
                    + value
                    + "\r\n\r\n");
        assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
            .as(header + ": " + value)
            .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("set-cookie"));
      }
    }
  }

  private static Api.Reply send(Api.Caller caller, String method, String path, String body) {
    return API.send(
        caller
            .request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", Play.key())
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
