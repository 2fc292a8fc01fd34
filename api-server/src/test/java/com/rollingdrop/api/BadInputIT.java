package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bad input of every kind gets its code, and the wallet is unchanged. */
class BadInputIT {
  private static final Api API = Api.shared();
  private static final String OPEN = "/transactions/open-box";
  private static final String DEPOSIT = "/transactions/deposit";
  private static final String GOOD = "{\"boxId\":\"shared\",\"count\":1}";

  private Api.Caller player;
  private String walletBefore;

  @BeforeEach
  void fillWallet() {
    player = API.asNewPlayer();
    player.deposit(10_000).is(200);
    walletBefore = player.wallet();
  }

  @AfterEach
  void theWalletIsUnchanged() {
    assertThat(player.wallet()).isEqualTo(walletBefore);
  }

  private Api.Reply post(String path, String body) {
    return player.post(path, UUID.randomUUID().toString(), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense",
        "null",
        "[]",
        "1",
        "\"shared\"",
        "{\"boxId\":\"shared\",\"count\":1",
        "{\"boxId\":\"shared\",\"count\":1} {}",
        "{\"boxId\":\"shared\",\"count\":1}]",
        "{\"boxId\":\"shared\",\"count\":1,\"count\":2}",
        "{\"boxId\":\"shared\",\"count\":01}",
        "{\"boxId\":\"shared\",\"count\":NaN}",
        "{'boxId':'shared','count':1}",
        "{\"boxId\":\"shared\",\"count\":1,}",
        "{\"boxId\":\"shared\",/* */\"count\":1}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
      })
  void whatIsNoJsonObjectIsMalformed(String body) {
    post(OPEN, body).isProblem(400, "REQUEST_MALFORMED");
  }

  @Test
  void whatIsNotUtf8IsMalformed() {
    byte[] body = "{\"boxId\":\"sharéd\",\"count\":1}".getBytes(StandardCharsets.ISO_8859_1);
    player.post(OPEN, "k", body).isProblem(400, "REQUEST_MALFORMED");
    byte[] utf16 = GOOD.getBytes(StandardCharsets.UTF_16);
    player.post(OPEN, "k", utf16).isProblem(400, "REQUEST_MALFORMED");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{`boxId`:`shared`,`count`:0}|count",
        "{`boxId`:`shared`,`count`:11}|count",
        "{`boxId`:`shared`,`count`:-1}|count",
        "{`boxId`:`shared`,`count`:1.5}|count",
        "{`boxId`:`shared`,`count`:1.0}|count",
        "{`boxId`:`shared`,`count`:1e0}|count",
        "{`boxId`:`shared`,`count`:`1`}|count",
        "{`boxId`:`shared`,`count`:null}|count",
        "{`boxId`:`shared`,`count`:true}|count",
        "{`boxId`:`shared`,`count`:[1]}|count",
        "{`boxId`:`shared`,`count`:4294967297}|count",
        "{`boxId`:`shared`,`count`:18446744073709551617}|count",
        "{`boxId`:`shared`}|count",
        "{`count`:1}|boxId",
        "{`boxId`:null,`count`:1}|boxId",
        "{`boxId`:7,`count`:1}|boxId",
        "{`boxId`:``,`count`:1}|boxId",
        "{`boxId`:`Shared`,`count`:1}|boxId",
        "{`boxId`:`../shared`,`count`:1}|boxId",
        "{`boxId`:`\\ud800`,`count`:1}|boxId"
      })
  void aFieldThatIsNotValidIsNamed(String body, String field) {
    JsonNode problem = post(OPEN, body.replace('`', '"')).isProblem(400, "FIELD_INVALID").json();
    assertThat(problem.get("errors")).hasSize(1);
    assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo(field);
    assertThat(problem.get("detail").asString()).startsWith(field);
  }

  @Test
  void allReasonsAreToldAtOnce() {
    JsonNode problem =
        post(OPEN, "{\"boxId\":7,\"count\":99,\"colour\":\"red\"}")
            .isProblem(400, "FIELD_UNKNOWN")
            .json();
    assertThat(problem.get("errors").valueStream().map(e -> e.get("field").asString()))
        .containsExactly("boxId", "count", "colour");
  }

  @ParameterizedTest
  @ValueSource(strings = {"count ", "Count", "playerId", "__proto__"})
  void anUnknownFieldIsRefused(String name) {
    post(OPEN, "{\"boxId\":\"shared\",\"count\":1,\"" + name + "\":1}")
        .isProblem(400, "FIELD_UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "10000000000", "9223372036854775808", "1.00", "\"5\"", "null", "1e3"})
  void anAmountThatIsNotValidIsRefused(String amount) {
    post(DEPOSIT, "{\"amountMinor\":" + amount + "}").isProblem(400, "FIELD_INVALID");
  }

  @Test
  void aMissingIdempotencyKeyIsRefused() {
    player.post(OPEN, GOOD).isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
    player.post(DEPOSIT, "{\"amountMinor\":1}").isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "tab\tin"})
  void anIdempotencyKeyThatIsNotValidIsRefused(String key) {
    player.post(OPEN, key, GOOD).isProblem(400, "IDEMPOTENCY_KEY_INVALID");
  }

  @Test
  void anIdempotencyKeyThatIsTooLongIsRefused() {
    player.post(OPEN, "k".repeat(256), GOOD).isProblem(400, "IDEMPOTENCY_KEY_INVALID");
  }

  @Test
  void twoIdempotencyKeysAreRefused() {
    HttpRequest request =
        player
            .request(OPEN)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "one")
            .header("Idempotency-Key", "two")
            .POST(HttpRequest.BodyPublishers.ofString(GOOD))
            .build();
    API.send(request).isProblem(400, "IDEMPOTENCY_KEY_INVALID");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWhetherItStatesItsLengthOrNot() {
    byte[] large =
        " ".repeat(API.settings().api().maxBodyBytes() + 1).getBytes(StandardCharsets.UTF_8);
    player.post(OPEN, "k", large).isProblem(413, "BODY_TOO_LARGE");

    HttpRequest chunked =
        player
            .request(OPEN)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k")
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(large)))
            .build();
    API.send(chunked).isProblem(413, "BODY_TOO_LARGE");
  }

  @Test
  void anotherMediaTypeIsRefused() {
    HttpRequest request =
        player
            .request(OPEN)
            .header("Content-Type", "text/plain")
            .header("Idempotency-Key", "k")
            .POST(HttpRequest.BodyPublishers.ofString(GOOD))
            .build();
    API.send(request).isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void anotherMethodIsRefusedAndTheAllowedOneIsNamed() {
    Api.Reply reply = player.get(OPEN).isProblem(405, "METHOD_NOT_ALLOWED");
    assertThat(reply.header("Allow")).isEqualTo("POST");
  }

  @Test
  void aReplyInAnotherMediaTypeIsRefused() {
    HttpRequest request = player.request("/wallet").header("Accept", "text/html").GET().build();
    API.send(request).isProblem(406, "NOT_ACCEPTABLE");
  }

  @Test
  void anUnknownPathIsNotFound() {
    player.get("/no/such/path").isProblem(404, "NOT_FOUND");
    player.get("/error").isProblem(404, "NOT_FOUND");
    player.get("/actuator/health").isProblem(404, "NOT_FOUND");
  }

  @Test
  void anUnknownQueryParameterIsRefused() {
    player.get("/transactions/history?next=abc").isProblem(400, "FIELD_UNKNOWN");
    player.get("/transactions/history?limit=1&limit=2").isProblem(400, "FIELD_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "1.5", "many", "%2B1", "99999999999", ""})
  void aLimitThatIsNotValidIsRefused(String limit) {
    player.get("/transactions/history?limit=" + limit).isProblem(400, "FIELD_INVALID");
    player.get("/boxes/catalog?limit=" + limit).isProblem(400, "FIELD_INVALID");
  }
}
