package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a player is shown of promotional money. A box costs 250. */
class PromotionIT {
  private static final Api API = Api.shared();

  @Test
  void walletReceiptAndHistoryShowItApart() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    grant(player, 300);
    assertThat(player.wallet())
        .isEqualTo(
            "{\"userId\":\"%d\",\"availableMinor\":1000,\"heldMinor\":0,\"promoMinor\":300,\"currency\":\"USD\",\"sequence\":2}"
                .formatted(player.playerId()));

    JsonNode receipt = player.open("shared", 2).is(200).json();
    assertThat(receipt.get("chargedMinor").asLong()).isEqualTo(500);
    assertThat(receipt.get("promoChargedMinor").asLong()).isEqualTo(300);
    assertThat(receipt.get("balanceMinor").asLong()).isEqualTo(800);
    assertThat(receipt.get("promoBalanceMinor").asLong()).isZero();
    assertThat(player.wallet()).contains("\"availableMinor\":800,", "\"promoMinor\":0,");

    JsonNode history = player.get("/transactions/history").is(200).json().get("transactions");
    assertThat(history.get(0).get("promoMinor").asLong()).isEqualTo(300);
    assertThat(history.get(0).get("promoAfterMinor").asLong()).isZero();
    JsonNode granted = history.get(1);
    assertThat(granted.get("kind").asString()).isEqualTo("PROMOTION");
    assertThat(granted.get("debitAccount").asString()).isEqualTo("PROMO");
    assertThat(granted.get("amountMinor").asLong()).isEqualTo(300);
    assertThat(granted.get("promoMinor").asLong()).isEqualTo(300);
    assertThat(granted.get("promoAfterMinor").asLong()).isEqualTo(300);
    assertThat(granted.get("balanceAfterMinor").asLong()).isEqualTo(1_000);
    assertThat(granted.get("receipt").get("campaign").asString()).isEqualTo("welcome");
  }

  @Test
  void anOpeningThatBothTogetherDoNotPayIsRefusedAndBothAreNamed() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(100).is(200);
    grant(player, 149);

    assertThat(
            player
                .open("shared", 1)
                .isProblem(402, "INSUFFICIENT_FUNDS")
                .json()
                .get("detail")
                .asString())
        .contains("100 in cash and 149 of promotional money");
  }

  private static void grant(Api.Caller player, long amountMinor) {
    API.asAdmin()
        .post(
            "/admin/promotions",
            Play.key(),
            Play.body(
                "{'userId':'%d','amountMinor':%d,'campaign':'welcome'}",
                player.playerId(), amountMinor))
        .is(200);
  }
}
