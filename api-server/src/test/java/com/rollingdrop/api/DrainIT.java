package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Wallet;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server that is told to stop. */
class DrainIT {
  private static final long PLAYER = 7;

  @Test
  void whatIsUnderWayIsAnsweredWhileTheBalancerIsToldToSendNothingMore() throws Exception {
    try (Api api = Api.alone(Map.of());
        RawHttp connection = RawHttp.to(api)) {
      assertThat(readiness(api)).isEqualTo(200);
      String body = "{\"amountMinor\":500}";
      connection.send(
          "POST /transactions/deposit HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + api.tokens().player(PLAYER)
              + "\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\nExpect: 100-continue"
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n");
      // The server has the request and reads its body.
      assertThat(connection.read(13)).isEqualTo("HTTP/1.1 100 ");

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(api.context()::close);
      await().until(() -> readiness(api) == 503);
      await().untilAsserted(() -> assertNobodyGetsIn(api));
      assertThat(stopped).isNotDone();
      connection.send(body);

      String answer = connection.rest().strip();
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"amountMinor\":500");
      stopped.join();
      Wallet wallet = Caches.wallets(api.node().ignite()).get(PLAYER);
      assertThat(wallet.availableMinor()).isEqualTo(500);
    }
  }

  private static void assertNobodyGetsIn(Api api) {
    assertThatThrownBy(() -> api.asNobody().get("/boxes/catalog"))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static int readiness(Api api) {
    return api.send(HttpRequest.newBuilder(api.managementUri("/actuator/health/readiness")).build())
        .http()
        .statusCode();
  }
}
