package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Traceparent;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.junit.jupiter.api.Test;

class TraceparentIT {
  private static final Api API = Api.shared();
  private static final String GIVEN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String ANOTHER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private final Api.Caller player = API.asNewPlayer();

  @Test
  void aTransactionKeepsTheTraceOfItsRequestAndTheResponseSaysIt() {
    Api.Reply reply = deposit(UUID.randomUUID().toString(), GIVEN);

    assertThat(reply.header("traceparent")).isEqualTo(GIVEN);
    assertThat(kept(reply)).hasToString(GIVEN);
  }

  @Test
  void aRepetitionHasATraceOfItsOwnAndTheTransactionKeepsTheFirst() {
    String key = UUID.randomUUID().toString();
    deposit(key, GIVEN);

    Api.Reply second = deposit(key, ANOTHER);

    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(second.header("traceparent")).isEqualTo(ANOTHER);
    assertThat(kept(second)).hasToString(GIVEN);
  }

  @Test
  void aHeaderThatIsNotValidDoesNotFailTheRequestAndATraceBegins() {
    for (String[] headers :
        new String[][] {{}, {""}, {"nonsense"}, {GIVEN + "-more"}, {GIVEN, ANOTHER}}) {
      Api.Reply reply = deposit(UUID.randomUUID().toString(), headers);

      String begun = reply.header("traceparent");
      assertThat(Traceparent.parse(begun)).isPresent();
      assertThat(begun).isNotEqualTo(GIVEN).isNotEqualTo(ANOTHER);
      assertThat(kept(reply)).hasToString(begun);
    }
  }

  @Test
  void aRefusalAndWhatIsNoTransactionSayTheirsToo() {
    for (String path : new String[] {"/wallet", "/boxes/catalog", "/nowhere"}) {
      Api.Reply reply =
          API.send(API.asNobody().request(path).header("traceparent", GIVEN).GET().build());

      assertThat(reply.header("traceparent")).as(path).isEqualTo(GIVEN);
    }
  }

  private Api.Reply deposit(String key, String... traceparents) {
    var request =
        player
            .request("/transactions/deposit")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString("{\"amountMinor\":5}"));
    for (String traceparent : traceparents) {
      request.header("traceparent", traceparent);
    }
    return API.send(request.build()).is(200);
  }

  private Traceparent kept(Api.Reply reply) {
    UUID id = UUID.fromString(reply.json().get("transactionId").asString());
    Ignite ignite = API.context().getBean(Ignite.class);
    LedgerEntry entry = Caches.ledger(ignite).get(new LedgerKey(player.playerId(), id));
    return Objects.requireNonNull(Objects.requireNonNull(entry).traceparent());
  }
}
