package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The grid goes away and comes back under a server that keeps running. */
class GridRestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static int readiness(Api api) {
    return api.send(
            HttpRequest.newBuilder(api.managementUri("/actuator/health/readiness")).GET().build())
        .http()
        .statusCode();
  }

  @Test
  void theServerAnswersWhileTheGridIsGoneAndServesAgainWhenItIsBack() {
    try (Api api = Api.alone(Map.of("ROLLINGDROP_GATEWAY_TIMEOUT_MS", "3000"))) {
      api.asAdmin().post("/admin/boxes", Api.BOX.formatted("box")).is(201);
      Api.Caller player = api.asPlayer(7);
      player.deposit(1_000).is(200);
      Api.Reply opened = player.open("box", 1, "before").is(200);
      String wallet = player.wallet();
      String history = player.get("/transactions/history").is(200).text();
      String inventory = player.get("/inventory/user/7").is(200).text();
      // Twice: what was set up after the first loss must survive the second.
      for (int loss = 1; loss <= 2; loss++) {
        api.stopNode();

        Api.Reply refused = player.open("box", 1, "during" + loss).is(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.json().get("code").asString())
            .isIn("GRID_UNAVAILABLE", "OUTCOME_UNKNOWN");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness(api)).isEqualTo(503));
        player.open("box", 1, "down" + loss).isProblem(503, "GRID_UNAVAILABLE");
        player.deposit(1).isProblem(503, "GRID_UNAVAILABLE");
        player.get("/wallet").isProblem(503, "GRID_UNAVAILABLE");
        player.get("/transactions/history").isProblem(503, "GRID_UNAVAILABLE");
        player.get("/inventory/user/7").isProblem(503, "GRID_UNAVAILABLE");
        player.get("/fairness").isProblem(503, "GRID_UNAVAILABLE");
        api.asNobody().get("/boxes/catalog").isProblem(503, "GRID_UNAVAILABLE");
        api.asNobody().get("/boxes/box/items").isProblem(503, "GRID_UNAVAILABLE");
        api.asAdmin()
            .post("/admin/boxes", Api.BOX.formatted("new"))
            .isProblem(503, "GRID_UNAVAILABLE");

        // Without a grid there are no counts, and nobody is refused for it: not even somebody new,
        // for whom this server holds none.
        api.asPlayer(100 + loss).get("/wallet").isProblem(503, "GRID_UNAVAILABLE");
        assertThat(
                api.send(
                        HttpRequest.newBuilder(api.managementUri("/actuator/prometheus"))
                            .GET()
                            .build())
                    .text())
            .containsPattern(
                "rollingdrop_ratelimit_requests_total\\{outcome=\"unanswered\",policy=\"user\"} [1-9]");

        api.startNode();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness(api)).isEqualTo(200));
        assertThat(player.wallet()).isEqualTo(wallet);
        assertThat(player.get("/transactions/history").is(200).text()).isEqualTo(history);
        assertThat(player.get("/inventory/user/7").is(200).text()).isEqualTo(inventory);
        Api.Reply replayed = player.open("box", 1, "before").is(200);
        assertThat(replayed.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replayed.http().body()).isEqualTo(opened.http().body());
        api.asNobody().get("/boxes/box/items").is(200);
      }
      api.asAdmin().post("/admin/boxes", Api.BOX.formatted("new")).is(201);
      JsonNode receipt = player.open("new", 1).is(200).json();
      assertThat(receipt.get("sequence").asLong()).isEqualTo(3);
    }
  }

  @Test
  void aCommandUnderWayWhenTheGridIsLostIsAnsweredByItsKeyAfterwards() {
    try (Api api = Api.alone(Map.of("ROLLINGDROP_GATEWAY_TIMEOUT_MS", "30000"))) {
      api.asAdmin().post("/admin/boxes", Api.BOX.formatted("box")).is(201);
      Api.Caller player = api.asPlayer(7);
      player.deposit(1_000).is(200);
      api.stopNode();
      // Sent while the server has not noticed yet; the grid comes back within its deadline.
      CompletableFuture<Api.Reply> underWay =
          CompletableFuture.supplyAsync(() -> player.open("box", 1, "key"));
      api.startNode();

      Api.Reply first = underWay.join();
      assertThat(first.http().statusCode()).isIn(200, 503);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness(api)).isEqualTo(200));
      Api.Reply again = player.open("box", 1, "key").is(200);
      if (first.http().statusCode() == 200) {
        assertThat(again.http().body()).isEqualTo(first.http().body());
      }
      assertThat(player.wallet()).contains("\"availableMinor\":750,", "\"sequence\":2}");
    }
  }
}
