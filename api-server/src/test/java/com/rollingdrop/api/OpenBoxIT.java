package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenBoxIT {
  private static final Api API = Api.shared();

  @Test
  void anOpeningChargesTheWalletAndGivesItems() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);

    JsonNode receipt = player.open("shared", 3).is(200).json();

    assertThat(receipt.propertyNames())
        .containsExactly(
            "transactionId",
            "kind",
            "sequence",
            "boxId",
            "boxVersion",
            "oddsHash",
            "chargedMinor",
            "balanceMinor",
            "promoChargedMinor",
            "promoBalanceMinor",
            "items",
            "fairness");
    assertThat(receipt.get("kind").asString()).isEqualTo("BOX_OPENING");
    assertThat(receipt.get("sequence").asLong()).isEqualTo(2);
    assertThat(receipt.get("boxVersion").asInt()).isEqualTo(1);
    assertThat(receipt.get("chargedMinor").asLong()).isEqualTo(750);
    assertThat(receipt.get("balanceMinor").asLong()).isEqualTo(250);
    assertThat(receipt.get("items")).hasSize(3);
    assertThat(receipt.get("fairness").propertyNames())
        .containsExactly("serverSeedHash", "clientSeed", "nonce", "draws");
    assertThat(receipt.get("fairness").get("nonce").asLong()).isEqualTo(1);
    assertThat(receipt.get("fairness").get("draws")).hasSize(3);
    assertThat(player.wallet())
        .isEqualTo(
            "{\"userId\":\"%d\",\"availableMinor\":250,\"heldMinor\":0,\"promoMinor\":0,\"currency\":\"USD\",\"sequence\":2}"
                .formatted(player.playerId()));
  }

  @Test
  void theSameKeyGivesTheSameReplyToTheLetterAndOneEffect() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    String key = UUID.randomUUID().toString();

    Api.Reply first = player.open("shared", 2, key).is(200);
    Api.Reply second = player.open("shared", 2, key).is(200);

    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(second.http().body()).isEqualTo(first.http().body());
    assertThat(player.wallet()).contains("\"availableMinor\":500,");
  }

  @Test
  void theSameKeyAtTheSameTimeHasOneEffect() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(100_000).is(200);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 10; round++) {
        String key = UUID.randomUUID().toString();
        List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          replies.add(
              CompletableFuture.supplyAsync(() -> player.open("shared", 1, key).is(200), threads));
        }
        assertThat(replies.stream().map(reply -> reply.join().text()).distinct()).hasSize(1);
        assertThat(
                replies.stream()
                    .filter(reply -> reply.join().header("Idempotent-Replayed").isEmpty()))
            .hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(player.wallet()).contains("\"availableMinor\":97500,");
  }

  @Test
  void theSameKeyForAnotherRequestIsRefused() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    String key = UUID.randomUUID().toString();
    player.open("shared", 1, key).is(200);
    String before = player.wallet();

    player.open("shared", 2, key).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    player.open("another", 1, key).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    player
        .post("/transactions/deposit", key, "{\"amountMinor\":1}")
        .isProblem(422, "IDEMPOTENCY_KEY_REUSED");

    assertThat(player.wallet()).isEqualTo(before);
  }

  @Test
  void twoPlayersMayUseTheSameKey() {
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      Api.Caller player = API.asNewPlayer();
      player.deposit(250).is(200);
      assertThat(player.open("shared", 1, key).is(200).header("Idempotent-Replayed")).isEmpty();
    }
  }

  @Test
  void aRefusalDoesNotUseUpTheKey() {
    Api.Caller player = API.asNewPlayer();
    String key = UUID.randomUUID().toString();

    player.open("shared", 1, key).isProblem(402, "INSUFFICIENT_FUNDS");
    assertThat(player.wallet()).contains("\"availableMinor\":0,", "\"sequence\":0}");
    player.deposit(250).is(200);
    player.open("shared", 1, key).is(200);
  }

  @Test
  void anUnknownBoxIsNotFound() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    String before = player.wallet();

    player.open("no-such-box", 1).isProblem(404, "BOX_NOT_FOUND");

    assertThat(player.wallet()).isEqualTo(before);
  }
}
