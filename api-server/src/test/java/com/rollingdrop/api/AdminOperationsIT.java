package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.AdminOperation.Outcome;
import com.rollingdrop.grid.model.Role;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.cache.Cache;
import org.apache.ignite.cluster.ClusterState;
import org.junit.jupiter.api.Test;

/** What administrators do is in the grid when they have their answer. */
class AdminOperationsIT {
  private static final Api API = Api.shared();

  @Test
  void anActionIsWrittenWithWhatItWasAboutAndWhatCameOfIt() {
    String key = UUID.randomUUID().toString();
    Api.Caller player = API.asNewPlayer();
    player.deposit(100).is(200);
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    API.send(
            API.asAdmin()
                .request("/admin/promotions")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"userId\":\""
                            + player.playerId()
                            + "\",\"amountMinor\":300,\"campaign\":\"spring\"}"))
                .build())
        .is(200);

    AdminOperation written = one(key);
    assertThat(written.outcome()).isEqualTo(Outcome.DONE);
    assertThat(written.status()).isEqualTo(200);
    assertThat(written.actorRole()).isEqualTo(Role.ADMIN);
    assertThat(written.actorId()).isZero();
    assertThat(written.method() + " " + written.path()).isEqualTo("POST /admin/promotions");
    assertThat(written.fields())
        .containsEntry("userId", Long.toString(player.playerId()))
        .containsEntry("amountMinor", "300")
        .containsEntry("campaign", "spring");
    assertThat(written.sourceAddress()).isEqualTo("127.0.0.1");
    assertThat(written.traceId()).isEqualTo(trace);
    assertThat(written.answeredAtMs()).isGreaterThanOrEqualTo(written.askedAtMs());
  }

  @Test
  void aRefusedActionIsWrittenWithItsCode() {
    String key = UUID.randomUUID().toString();

    API.asAdmin()
        .post(
            "/admin/reversals",
            key,
            "{\"userId\":\"1\",\"transactionId\":\"" + key + "\",\"reason\":\"why not\"}")
        .isProblem(404, "TRANSACTION_NOT_FOUND");

    assertThat(one(key).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(one(key).code()).isEqualTo("TRANSACTION_NOT_FOUND");
    assertThat(one(key).fields()).containsEntry("reason", "why not");
  }

  @Test
  void anotherSpellingOfThePathIsNoWayRound() {
    String key = UUID.randomUUID().toString();

    API.asAdmin().post("/%61dmin/reversals", key, "{}").is(400);

    assertThat(one(key).path()).isEqualTo("/%61dmin/reversals");
  }

  @Test
  void whoIsNoAdministratorIsWrittenAsRefused() {
    String key = UUID.randomUUID().toString();
    Api.Caller player = API.asNewPlayer();

    player.post("/admin/promotions", key, "{}").isProblem(403, "FORBIDDEN");

    assertThat(one(key).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(one(key).code()).isEqualTo("FORBIDDEN");
    assertThat(one(key).actorId()).isEqualTo(player.playerId());
    assertThat(one(key).actorRole()).isEqualTo(Role.PLAYER);
  }

  @Test
  void nothingIsDoneThatCannotBeWritten() {
    String simulation = "{\"boxId\":\"shared\",\"openings\":100}";
    API.asAdmin().post("/admin/boxes/simulate", simulation).is(200);
    API.node().ignite().cluster().state(ClusterState.ACTIVE_READ_ONLY);
    try {
      // It only reads, and would find all it needs.
      API.asAdmin().get("/boxes/shared/items").is(200);
      API.asAdmin().post("/admin/boxes/simulate", simulation).isProblem(503, "GRID_UNAVAILABLE");
    } finally {
      API.node().ignite().cluster().state(ClusterState.ACTIVE);
    }
    API.asAdmin().post("/admin/boxes/simulate", simulation).is(200);
  }

  private static AdminOperation one(String key) {
    List<AdminOperation> found = new ArrayList<>();
    for (Cache.Entry<UUID, AdminOperation> entry : Caches.adminOperations(API.node().ignite())) {
      if (key.equals(entry.getValue().fields().get("idempotencyKey"))) {
        found.add(entry.getValue());
      }
    }
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
