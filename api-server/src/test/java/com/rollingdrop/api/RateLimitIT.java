package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.settings.Settings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Two servers behind one proxy, over one grid: what is counted, and for whom. */
class RateLimitIT {
  private static final int AUTH = 6;
  private static final int USER = 130;
  private static final int ANONYMOUS = 9;
  private static final int WINDOW_SECONDS = 3_600;
  private static final Map<String, String> LIMITS =
      Map.of(
          "ROLLINGDROP_AUTH_PROXIES", "1",
          "ROLLINGDROP_AUTH_ATTEMPTS_FREE", "100",
          "ROLLINGDROP_RATE_LIMIT_AUTH_REQUESTS", Integer.toString(AUTH),
          "ROLLINGDROP_RATE_LIMIT_USER_REQUESTS", Integer.toString(USER),
          "ROLLINGDROP_RATE_LIMIT_ANONYMOUS_REQUESTS", Integer.toString(ANONYMOUS),
          "ROLLINGDROP_RATE_LIMIT_WINDOW_SECONDS", Integer.toString(WINDOW_SECONDS),
          "ROLLINGDROP_RATE_LIMIT_TIMEOUT_MS", "10000");
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private static Api api;
  private static List<Settings> servers;
  private static ConfigurableApplicationContext other;
  private static ConfigurableApplicationContext withoutProxy;

  @BeforeAll
  static void start() {
    api = Api.alone(LIMITS);
    Settings second = beside(Map.of());
    other = ApiServer.start(second, api.secrets());
    Settings third = beside(Map.of("ROLLINGDROP_AUTH_PROXIES", "0"));
    withoutProxy = ApiServer.start(third, api.secrets());
    servers = List.of(api.settings(), second, third);
  }

  /** Settings of another server over the same grid. */
  private static Settings beside(Map<String, String> more) {
    Settings.Grid grid = api.settings().grid();
    Map<String, String> environment = new HashMap<>(LIMITS);
    environment.put("ROLLINGDROP_GRID_DISCOVERY_PORT", Integer.toString(grid.discoveryPort()));
    environment.put(
        "ROLLINGDROP_GRID_COMMUNICATION_PORT", Integer.toString(grid.communicationPort()));
    environment.putAll(more);
    return TestSettings.fresh(environment);
  }

  @AfterAll
  static void stop() {
    withoutProxy.close();
    other.close();
    api.close();
  }

  private static String newAddress() {
    return "198.51.100." + ADDRESSES.incrementAndGet();
  }

  /**
   * @param forwardedFor none when empty
   */
  private static HttpRequest.Builder to(int server, String path, String forwardedFor) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + servers.get(server).api().port() + path));
    if (!forwardedFor.isEmpty()) {
      request.header("X-Forwarded-For", forwardedFor);
    }
    return request;
  }

  private static Api.Reply login(int server, String forwardedFor, String body) {
    return api.send(
        to(server, "/auth/login", forwardedFor)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static Api.Reply walletOf(int server, long playerId) {
    return api.send(
        to(server, "/wallet", newAddress())
            .header("Authorization", "Bearer " + api.tokens().player(playerId))
            .build());
  }

  private static Api.Reply catalogue(int server, String forwardedFor) {
    return api.send(to(server, "/boxes/catalog", forwardedFor).build());
  }

  @Test
  void aUserHasOneLimitOverAllServersToTheRequest() {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 2 * USER; i++) {
        int server = i % 2;
        replies.add(CompletableFuture.supplyAsync(() -> walletOf(server, 71), threads));
      }
      int answered = 0;
      for (CompletableFuture<Api.Reply> reply : replies) {
        if (reply.join().http().statusCode() == 200) {
          answered++;
        } else {
          reply.join().isProblem(429, "RATE_LIMITED");
        }
      }
      assertThat(answered).isEqualTo(USER);
    } finally {
      threads.shutdownNow();
    }
    walletOf(1, 72).is(200);
  }

  @Test
  void eachAnswerSaysWhatIsLeftAndARefusalWhenToAskAgain() {
    String address = newAddress();
    for (int left = ANONYMOUS - 1; left >= 0; left--) {
      Api.Reply reply = catalogue(left % 2, address).is(200);
      assertThat(reply.header("RateLimit-Policy"))
          .isEqualTo("\"anonymous\";q=" + ANONYMOUS + ";w=" + WINDOW_SECONDS);
      assertThat(reply.header("RateLimit"))
          .matches("\"anonymous\";r=" + left + ";t=3(600|5\\d\\d)");
    }

    Api.Reply refused = catalogue(0, address).isProblem(429, "RATE_LIMITED");

    assertThat(refused.header("RateLimit"))
        .isEqualTo("\"anonymous\";r=0;t=" + refused.header("Retry-After"));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3_500, 3_600);
    catalogue(0, newAddress()).is(200);
  }

  @Test
  void whoMakesAddressesUpIsKnownByTheOneThatTheProxyAdded() {
    String address = newAddress();
    String login = "{\"name\":\"nobody\",\"password\":\"a wrong password\"}";
    for (int i = 0; i < AUTH; i++) {
      login(i % 2, "10.0.0." + i + ", 2001:db8:" + i + "::1, " + address, login)
          .isProblem(401, "LOGIN_REFUSED");
    }
    login(0, "10.0.1.1, " + address, login).isProblem(429, "RATE_LIMITED");
    login(1, address, login).isProblem(429, "RATE_LIMITED");
    login(1, "unknown, , " + address, login).isProblem(429, "RATE_LIMITED");
    // As another who comes by the same proxy.
    login(1, address + ", " + newAddress(), login).isProblem(401, "LOGIN_REFUSED");
  }

  @Test
  void withoutAProxyNothingThatTheCallerSaysOfItselfCounts() {
    for (int i = 0; i < ANONYMOUS; i++) {
      api.send(
              to(2, "/boxes/catalog", newAddress())
                  .header("Forwarded", "for=" + newAddress())
                  .header("X-Real-IP", newAddress())
                  .build())
          .is(200);
    }
    catalogue(2, newAddress()).isProblem(429, "RATE_LIMITED");
    catalogue(2, "").isProblem(429, "RATE_LIMITED");
  }

  /** Neither a password is hashed for it, nor its body read. */
  @Test
  void whoIsOneTooManyIsRefusedBeforeAnythingIsDone() {
    String address = newAddress();
    for (int i = 0; i < AUTH; i++) {
      login(i % 2, address, "not JSON").isProblem(400, "REQUEST_MALFORMED");
    }
    login(0, address, "not JSON").isProblem(429, "RATE_LIMITED");
    login(1, address, "{\"name\":\"nobody\",\"password\":\"a wrong password\"}")
        .isProblem(429, "RATE_LIMITED");
  }

  @Test
  void aPathInAnotherSpellingIsCountedAllTheSame() {
    String address = newAddress();
    String[] spellings = {"/auth/login", "/%61uth/login", "/auth/%6cogin", "/auth/refresh"};
    for (int i = 0; i < AUTH; i++) {
      api.send(
          to(0, spellings[i % spellings.length], address)
              .POST(HttpRequest.BodyPublishers.noBody())
              .build());
    }
    for (String spelling : spellings) {
      api.send(to(1, spelling, address).POST(HttpRequest.BodyPublishers.noBody()).build())
          .isProblem(429, "RATE_LIMITED");
    }
  }

  @Test
  void aForgedTokenIsNobodysAndCountsForNoUser() {
    String forged = new TestTokens().player(73);
    for (int i = 0; i < USER; i++) {
      api.send(to(0, "/wallet", newAddress()).header("Authorization", "Bearer " + forged).build())
          .isProblem(401, "UNAUTHENTICATED");
    }
    assertThat(walletOf(0, 73).is(200).header("RateLimit")).contains("r=" + (USER - 1) + ";");
  }

  @Test
  void theMetricsTellWhatWasAllowedAndLimited() {
    String address = newAddress();
    for (int i = 0; i <= ANONYMOUS; i++) {
      catalogue(0, address);
    }
    String metrics =
        api.send(HttpRequest.newBuilder(api.managementUri("/actuator/prometheus")).build()).text();
    assertThat(metrics)
        .containsPattern(
            "rollingdrop_ratelimit_requests_total\\{outcome=\"limited\",policy=\"anonymous\"\\} [1-9]")
        .containsPattern(
            "rollingdrop_ratelimit_requests_total\\{outcome=\"allowed\",policy=\"anonymous\"\\} [1-9]")
        .contains("rollingdrop_ratelimit_paused 0.0")
        .contains("rollingdrop_ratelimit_asked_total{policy=\"anonymous\"}");
  }

  @Test
  void whenTheWindowEndsTheNextOneBegins() {
    Settings shortWindow = beside(Map.of("ROLLINGDROP_RATE_LIMIT_WINDOW_SECONDS", "1"));
    try (ConfigurableApplicationContext server = ApiServer.start(shortWindow, api.secrets())) {
      URI uri = URI.create("http://127.0.0.1:" + shortWindow.api().port() + "/boxes/catalog");
      HttpRequest request =
          HttpRequest.newBuilder(uri).header("X-Forwarded-For", newAddress()).build();
      await()
          .until(
              () -> {
                int status = 200;
                for (int i = 0; i < 3 * ANONYMOUS && status == 200; i++) {
                  status = api.send(request).http().statusCode();
                }
                return status == 429;
              });
      assertThat(server.isRunning()).isTrue();
      await().until(() -> api.send(request).http().statusCode() == 200);
    }
  }
}
