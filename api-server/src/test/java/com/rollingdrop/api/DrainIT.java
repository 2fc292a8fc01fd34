package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Wallet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server that is told to stop. */
class DrainIT {
  private static final long PLAYER = 7;

  @Test
  void whatIsUnderWayIsAnsweredWhileTheBalancerIsToldToSendNothingMore() throws Exception {
    try (Api api = Api.alone(Map.of());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.settings().api().port())) {
      socket.setSoTimeout(60_000);
      assertThat(readiness(api)).isEqualTo(200);
      String body = "{\"amountMinor\":500}";
      send(
          socket,
          "POST /transactions/deposit HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + api.tokens().player(PLAYER)
              + "\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\nExpect: 100-continue"
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n");
      // The server has the request and reads its body.
      assertThat(line(socket.getInputStream())).isEqualTo("HTTP/1.1 100 ");

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(api.context()::close);
      await().until(() -> readiness(api) == 503);
      await().untilAsserted(() -> assertNobodyGetsIn(api));
      assertThat(stopped).isNotDone();
      send(socket, body);

      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
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

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String line(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = input.read(); c != '\r' && c >= 0; c = input.read()) {
      line.append((char) c);
    }
    return line.toString();
  }
}
