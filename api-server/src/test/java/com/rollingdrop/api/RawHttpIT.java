package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails before any controller fails in the same form, and tells nothing of the server. */
class RawHttpIT {
  private static final Api API = Api.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /wallet HTTP/1.1\r\nHost: x\r\nbad header\r\nConnection: close\r\n\r\n",
        "GET /wallet HTTP/1.1\r\n\r\n",
        "GET //wallet HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /wallet;a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /boxes/..%2fwallet/items HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "TRACE /wallet HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "BREW /wallet HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /transactions/deposit HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET /wallet HTTP/9.9\r\nHost: x\r\n\r\n",
        "nonsense\r\n\r\n"
      })
  void anErrorIsAProblemAndNeverAPage(String request) throws IOException {
    String answer = RawHttp.answerTo(API, request);
    assertThat(answer).matches("(?s)HTTP/1.1 [45]\\d\\d .*");
    assertThat(answer)
        .containsIgnoringCase("Content-Type: application/problem+json")
        .contains("\"code\":\"");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("<html", "tomcat", "exception", "\tat ", "java.");
  }

  @ParameterizedTest
  @ValueSource(ints = {7_000, 100_000})
  void aHeaderThatIsTooLongIsRefused(int length) throws IOException {
    String answer =
        RawHttp.answerTo(
            API,
            "GET /wallet HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: "
                + "x".repeat(length)
                + "\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").doesNotContainIgnoringCase("<html");
  }

  @Test
  void anIdempotencyKeyBeyondAsciiIsRefused() throws IOException {
    String body = "{\"boxId\":\"shared\",\"count\":1}";
    String answer =
        RawHttp.answerTo(
            API,
            "POST /transactions/open-box HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + API.tokens().player(5)
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: \u00e9\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"code\":\"IDEMPOTENCY_KEY_INVALID\"");
  }
}
