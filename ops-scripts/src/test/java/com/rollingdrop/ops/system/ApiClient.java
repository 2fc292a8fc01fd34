package com.rollingdrop.ops.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.ops.embedded.TokenKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A player's client. Thread-safe. */
public final class ApiClient {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI base;
  private final Secrets secrets;
  private final Map<Long, String> tokens = new ConcurrentHashMap<>();

  ApiClient(Settings settings, Secrets secrets) {
    this.base = URI.create("http://127.0.0.1:" + settings.api().port());
    this.secrets = secrets;
  }

  /** A reply of any status. */
  public record Reply(int status, String body, boolean replayed) {
    public JsonNode json() {
      return JSON.readTree(body);
    }
  }

  public Reply deposit(long player, String key, long amountMinor) throws IOException {
    return post(player, "/transactions/deposit", key, "{\"amountMinor\":" + amountMinor + "}");
  }

  public Reply open(long player, String key, String box, int count) throws IOException {
    String body = "{\"boxId\":\"" + box + "\",\"count\":" + count + "}";
    return post(player, "/transactions/open-box", key, body);
  }

  /** With a place in a trace. */
  Reply open(long player, String key, String box, int count, String traceparent)
      throws IOException {
    String body = "{\"boxId\":\"" + box + "\",\"count\":" + count + "}";
    return send(
        transaction(player, "/transactions/open-box", key, body)
            .header("traceparent", traceparent)
            .build());
  }

  JsonNode rotate(long player) throws IOException {
    return post(player, "/fairness/rotate", "rotate", "").json();
  }

  JsonNode get(long player, String path) throws IOException {
    return send(request(player, path).GET().build()).json();
  }

  Reply post(long player, String path, String key, String body) throws IOException {
    return send(transaction(player, path, key, body).build());
  }

  private HttpRequest.Builder transaction(long player, String path, String key, String body) {
    return request(player, path)
        .header("Idempotency-Key", key)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder request(long player, String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + tokens.computeIfAbsent(player, this::token));
  }

  private Reply send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Reply(
          reply.statusCode(),
          reply.body(),
          reply.headers().firstValue("Idempotent-Replayed").isPresent());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  // Longer than the script's token lives, so that a long test need not renew it.
  private String token(long player) {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .issuer("rollingdrop")
                .audience("rollingdrop-api")
                .subject(Long.toString(player))
                .claim("roles", List.of("player"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                .build());
    try {
      token.sign(new RSASSASigner(TokenKeys.privateKey(secrets.text(Secret.TOKEN_PRIVATE_KEY))));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }
}
