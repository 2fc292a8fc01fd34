package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SimulateBoxIT {
  private static final String PATH = "/admin/boxes/simulate";
  private static final Api API = Api.shared();

  private static Api.Reply simulate(String body) {
    return API.asAdmin().post(PATH, body);
  }

  private static List<String> fieldsOf(JsonNode problem) {
    return problem.get("errors").valueStream().map(e -> e.get("field").asString()).toList();
  }

  @Test
  void aPublishedBoxGivesWhatItsTicketsSay() {
    JsonNode reply =
        simulate("{\"boxId\":\"shared\",\"openings\":40000,\"seed\":\"s\",\"sessionOpenings\":10}")
            .is(200)
            .json();

    assertThat(reply.get("version").asInt()).isEqualTo(1);
    assertThat(reply.get("oddsHash"))
        .isEqualTo(API.asNobody().get("/boxes/shared/items").json().get("oddsHash"));
    assertThat(reply.get("paidMinor").asLong()).isEqualTo(40_000 * 250);
    // The mean is 232.5, and of 40,000 openings it is within 2 but for one seed in a thousand.
    assertThat(reply.at("/opening/meanMinor").asDouble()).isBetween(225.0, 240.0);
    assertThat(reply.get("returnToPlayerBasisPoints").asLong()).isBetween(9_000L, 9_600L);
    assertThat(reply.at("/economics/returnToPlayerBasisPoints").asLong()).isEqualTo(9_300);
    assertThat(reply.at("/opening/percentilesMinor/p50").asLong()).isEqualTo(10);
    assertThat(reply.at("/opening/percentilesMinor/p95").asLong()).isEqualTo(900);
    assertThat(reply.at("/session/sessions").asInt()).isEqualTo(4_000);
    assertThat(reply.at("/items/0/expectedHits").asDouble()).isEqualTo(10_000);
    assertThat(reply.at("/items/0/hits").asLong() + reply.at("/items/1/hits").asLong())
        .isEqualTo(40_000);
    assertThat(reply.at("/chiSquare/degreesOfFreedom").asInt()).isEqualTo(1);
    assertThat(reply.at("/chiSquare/chance").asDouble()).isGreaterThan(0.0001);
  }

  @Test
  void theSameSeedGivesTheSameReplyToTheLetter() {
    String body = "{\"boxId\":\"shared\",\"openings\":1000,\"seed\":\"same\"}";

    assertThat(simulate(body).is(200).text()).isEqualTo(simulate(body).is(200).text());
    JsonNode unseeded = simulate("{\"boxId\":\"shared\",\"openings\":1000}").is(200).json();
    String seed = unseeded.get("seed").asString();
    assertThat(simulate(body.replace("same", seed)).json()).isEqualTo(unseeded);
  }

  @Test
  void aDefinitionIsSimulatedAndNotPublished() {
    String definition = Api.BOX.formatted("not-there");
    JsonNode reply =
        simulate("{\"definition\":" + definition + ",\"openings\":1000}").is(200).json();

    assertThat(reply.get("boxId").asString()).isEqualTo("not-there");
    assertThat(reply.get("version").asInt()).isZero();
    API.asNobody().get("/boxes/not-there/items").isProblem(404, "BOX_NOT_FOUND");
  }

  @Test
  void anOlderVersionCanBeSimulated() {
    String box = Api.BOX.formatted("sim-versions");
    API.asAdmin().post("/admin/boxes", box).is(201);
    API.asAdmin().post("/admin/boxes", box.replace(":250,", ":500,")).is(201);
    String body = "{\"boxId\":\"sim-versions\",\"openings\":10,\"version\":%d}";

    assertThat(simulate(body.formatted(1)).is(200).json().get("paidMinor").asLong())
        .isEqualTo(2_500);
    assertThat(simulate(body.formatted(2)).is(200).json().get("paidMinor").asLong())
        .isEqualTo(5_000);
    simulate(body.formatted(3)).isProblem(404, "BOX_VERSION_NOT_FOUND");
    simulate("{\"boxId\":\"no-such\",\"openings\":10}").isProblem(404, "BOX_NOT_FOUND");
  }

  @Test
  void whoAsksForAPictureGetsOne() {
    HttpRequest request =
        API.asAdmin()
            .request(PATH)
            .header("Content-Type", "application/json")
            .header("Accept", "image/svg+xml")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"boxId\":\"shared\",\"openings\":1000,\"seed\":\"s\"}"))
            .build();
    Api.Reply reply = API.send(request);

    assertThat(reply.http().statusCode()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(reply.text()).startsWith("<svg ").contains("A box, seed s", "1,000 openings");
  }

  @Test
  void whatCannotBeSimulatedIsToldWithEveryReason() {
    String definition =
        Api.BOX.formatted("BAD").replace("\"totalTickets\":4", "\"totalTickets\":5");
    assertThat(
            fieldsOf(
                simulate("{\"definition\":" + definition + ",\"openings\":0}")
                    .isProblem(400, "FIELD_INVALID")
                    .json()))
        .containsExactly("openings", "definition.boxId", "definition.totalTickets");
    simulate("{\"definition\":" + definition + ",\"openings\":1}")
        .isProblem(400, "BOX_DEFINITION_INVALID");
    for (String bad :
        List.of(
            "{\"openings\":1}",
            "{\"boxId\":\"shared\",\"openings\":1000001}",
            "{\"boxId\":\"shared\",\"openings\":10,\"sessionOpenings\":11}",
            "{\"boxId\":\"shared\",\"openings\":10,\"seed\":\"\"}",
            "{\"boxId\":\"shared\",\"openings\":10,\"definition\":" + Api.BOX.formatted("x") + "}",
            "{\"openings\":10,\"version\":1,\"definition\":" + Api.BOX.formatted("x") + "}")) {
      simulate(bad).isProblem(400, "FIELD_INVALID");
    }
    simulate("{\"boxId\":\"shared\",\"openings\":1,\"x\":1}").isProblem(400, "FIELD_UNKNOWN");
  }

  @Test
  void onlyAnAdministratorSimulates() {
    String body = "{\"boxId\":\"shared\",\"openings\":1}";
    API.asNewPlayer().post(PATH, body).isProblem(403, "FORBIDDEN");
    API.asNobody().post(PATH, body).isProblem(401, "UNAUTHENTICATED");
  }

  @Test
  void oneMoreThanIsAllowedIsRefusedAtOnceAndPlayersNoticeNothing() {
    String body = "{\"boxId\":\"shared\",\"openings\":1000000,\"seed\":\"s\"}";
    Api.Caller player = API.asNewPlayer();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        replies.add(CompletableFuture.supplyAsync(() -> simulate(body), threads));
      }
      player.deposit(1_000).is(200);
      player.open("shared", 1).is(200);
      long done = 0;
      for (CompletableFuture<Api.Reply> one : replies) {
        Api.Reply reply = one.join();
        if (reply.http().statusCode() == 200) {
          done++;
        } else {
          reply.isProblem(503, "OVERLOADED");
          assertThat(reply.header("Retry-After")).isEqualTo("1");
        }
      }
      assertThat(done).isBetween(1L, 5L);
      simulate("{\"boxId\":\"shared\",\"openings\":1}").is(200);
    } finally {
      threads.shutdownNow();
    }
  }
}
