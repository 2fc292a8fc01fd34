package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DepositIT {
  private static final Api API = Api.shared();

  @Test
  void aDepositFillsTheWallet() {
    Api.Caller player = API.asNewPlayer();

    Api.Reply reply =
        player.post("/transactions/deposit", "first", "{\"amountMinor\":1234}").is(200);

    assertThat(reply.json().get("kind").asString()).isEqualTo("DEPOSIT");
    assertThat(reply.json().get("amountMinor").asLong()).isEqualTo(1_234);
    assertThat(reply.json().get("balanceMinor").asLong()).isEqualTo(1_234);
    assertThat(player.wallet()).contains("\"availableMinor\":1234,", "\"sequence\":1}");
  }

  @Test
  void theSameKeyGivesTheSameReplyToTheLetterAndOneEffect() {
    Api.Caller player = API.asNewPlayer();
    Api.Reply first = player.post("/transactions/deposit", "k", "{\"amountMinor\":5}").is(200);

    Api.Reply second =
        player.post("/transactions/deposit", "k", " { \"amountMinor\" : 5 } ").is(200);

    assertThat(second.http().body()).isEqualTo(first.http().body());
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(player.wallet()).contains("\"availableMinor\":5,");
  }

  @Test
  void theSameKeyWithAnotherAmountIsRefused() {
    Api.Caller player = API.asNewPlayer();
    player.post("/transactions/deposit", "k", "{\"amountMinor\":5}").is(200);
    player
        .post("/transactions/deposit", "k", "{\"amountMinor\":6}")
        .isProblem(422, "IDEMPOTENCY_KEY_REUSED");
    assertThat(player.wallet()).contains("\"availableMinor\":5,");
  }

  @Test
  void aWalletHasALimit() {
    Api.Caller player = API.asNewPlayer();
    for (int i = 0; i < 100; i++) {
      player.deposit(9_999_999_999L).is(200);
    }
    String before = player.wallet();
    player.deposit(9_999_999_999L).isProblem(409, "BALANCE_LIMIT_EXCEEDED");
    assertThat(player.wallet()).isEqualTo(before);
  }

  @Test
  void thePlayerWhoNeverPlayedHasAnEmptyWallet() {
    Api.Caller player = API.asNewPlayer();
    assertThat(player.wallet())
        .isEqualTo(
            "{\"userId\":\"%d\",\"availableMinor\":0,\"heldMinor\":0,\"promoMinor\":0,\"currency\":\"USD\",\"sequence\":0}"
                .formatted(player.playerId()));
  }
}
