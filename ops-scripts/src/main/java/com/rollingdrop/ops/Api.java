package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls the api-server as any client would. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A client that lost the grid finds it again within seconds; this waits for half a minute. */
  private static final int UNAVAILABLE_RETRIES = 60;

  private static final long UNAVAILABLE_WAIT_MS = 500;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;

  Api(Settings settings) {
    this.base = URI.create("http://127.0.0.1:" + settings.api().port());
  }

  URI base() {
    return base;
  }

  /** A reply of any status. */
  record Reply(int status, String body) {}

  /**
   * Posts JSON; asks again while the server says that it cannot serve now (503). Only for requests
   * that may be sent twice.
   *
   * @param idempotencyKey null where the endpoint takes none
   */
  Reply post(String path, String token, @Nullable String idempotencyKey, String json) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (idempotencyKey != null) {
      builder.header("Idempotency-Key", idempotencyKey);
    }
    HttpRequest request = builder.build();
    try {
      Reply reply = send(request);
      for (int again = 0; reply.status() == 503 && again < UNAVAILABLE_RETRIES; again++) {
        TimeUnit.MILLISECONDS.sleep(UNAVAILABLE_WAIT_MS);
        reply = send(request);
      }
      return reply;
    } catch (IOException e) {
      throw new OpsException(
          "the api-server does not answer at " + base + "; ops-scripts/up starts it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpsException("interrupted", e);
    }
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Reply(reply.statusCode(), reply.body());
  }
}
