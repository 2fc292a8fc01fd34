package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls the api-server as any client would. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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
   * Posts JSON.
   *
   * @param idempotencyKey null where the endpoint takes none
   */
  Reply post(String path, String token, @Nullable String idempotencyKey, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    try {
      HttpResponse<String> reply = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(reply.statusCode(), reply.body());
    } catch (IOException e) {
      throw new OpsException(
          "the api-server does not answer at " + base + "; ops-scripts/up starts it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpsException("interrupted", e);
    }
  }
}
