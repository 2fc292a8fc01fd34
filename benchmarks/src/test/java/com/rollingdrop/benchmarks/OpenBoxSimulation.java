package com.rollingdrop.benchmarks;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.UUID;

/**
 * Players open boxes and look at their inventory, at a fixed rate of arrivals: 70 % openings, 30 %
 * reads. A warm-up under other names comes first and is left out of the percentiles that are
 * asserted. Run by {@code benchmarks/open-box}, which hands in the base URL and the tokens.
 */
public final class OpenBoxSimulation extends Simulation {
  private static final String OPEN = "open box";
  private static final String INVENTORY = "inventory";

  // The plan's targets, at the 95th percentile.
  private static final int OPEN_P95_MS_MAX = 200;
  private static final int INVENTORY_P95_MS_MAX = 100;
  private static final double FAILED_PERCENT_MAX = 0.1;

  private final String baseUrl = System.getProperty("rollingdrop.url", "http://127.0.0.1:8080");
  private final String tokens = System.getProperty("rollingdrop.tokens", "tokens.csv");
  private final int perSecond = Integer.getInteger("rollingdrop.rate", 300);
  private final int seconds = Integer.getInteger("rollingdrop.seconds", 60);
  private final int warmUpSeconds = Integer.getInteger("rollingdrop.warmup", 20);

  private final HttpProtocolBuilder protocol =
      http.baseUrl(baseUrl)
          .shareConnections()
          .header("Authorization", "Bearer #{token}")
          .acceptHeader("application/json");

  /** Sets the load up; Gatling makes the instance. */
  public OpenBoxSimulation() {
    setUp(
            visits("warm-up ")
                .injectOpen(
                    constantUsersPerSec(perSecond).during(Duration.ofSeconds(warmUpSeconds)))
                .andThen(
                    visits("")
                        .injectOpen(
                            constantUsersPerSec(perSecond).during(Duration.ofSeconds(seconds)))))
        .protocols(protocol)
        .maxDuration(Duration.ofSeconds(warmUpSeconds + seconds + 30L))
        .assertions(
            details(OPEN).responseTime().percentile3().lt(OPEN_P95_MS_MAX),
            details(INVENTORY).responseTime().percentile3().lt(INVENTORY_P95_MS_MAX),
            global().failedRequests().percent().lt(FAILED_PERCENT_MAX));
  }

  private ScenarioBuilder visits(String prefix) {
    return scenario(prefix + "visits")
        .feed(csv(tokens).circular())
        .randomSwitch()
        .on(
            percent(70).then(exec(openBox(prefix + OPEN))),
            percent(30).then(exec(inventory(prefix + INVENTORY))));
  }

  private static HttpRequestActionBuilder openBox(String name) {
    return http(name)
        .post("/transactions/open-box")
        .header("Idempotency-Key", session -> UUID.randomUUID().toString())
        .header("Content-Type", "application/json")
        .body(StringBody("{\"boxId\":\"welcome-gift\",\"count\":1}"))
        .check(status().is(200));
  }

  private static HttpRequestActionBuilder inventory(String name) {
    return http(name).get("/inventory/user/#{player}?limit=20").check(status().is(200));
  }
}
