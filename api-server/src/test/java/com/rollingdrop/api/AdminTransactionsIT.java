package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an administrator undoes and gives. */
class AdminTransactionsIT {
  private static final Api API = Api.shared();
  private static final String REVERSE = "/admin/reversals";
  private static final String GRANT = "/admin/promotions";

  private final Api.Caller player = API.asNewPlayer();

  private String reversal(String transactionId) {
    return Play.body(
        "{'userId':'%d','transactionId':'%s','reason':'charged back'}",
        player.playerId(), transactionId);
  }

  private static String with(String reversal, Api.Caller counterparty) {
    return reversal.replace("}", Play.body(",'counterpartyId':'%d'}", counterparty.playerId()));
  }

  private String grant(String amountMinor, String campaign) {
    return Play.body(
        "{'userId':'%d','amountMinor':%s,'campaign':'%s'}",
        player.playerId(), amountMinor, campaign);
  }

  @Test
  void aReversedDepositIsTakenBackOnce() {
    String deposit = Play.transactionOf(player.deposit(500).is(200).json());
    player.deposit(70).is(200);

    JsonNode receipt = Play.twice(API.asAdmin(), REVERSE, reversal(deposit), "ReversalReceipt");
    assertThat(receipt.get("reversedTransactionId").asString()).isEqualTo(deposit);
    assertThat(Play.available(player)).isEqualTo(70);
    API.asAdmin().post(REVERSE, Play.key(), reversal(deposit)).isProblem(409, "REVERSED_ALREADY");
    API.asAdmin()
        .post(REVERSE, Play.key(), reversal(Play.transactionOf(receipt)))
        .isProblem(422, "NOT_REVERSIBLE");
    assertThat(Play.available(player)).isEqualTo(70);
  }

  @Test
  void aReversedTransferGivesTheItemBack() {
    player.deposit(250).is(200);
    String itemId = Play.id(Play.draw(player));
    Api.Caller other = Play.rich(API, 1);
    String transfer =
        Play.transactionOf(
            player
                .post(
                    "/inventory/transfer",
                    Play.key(),
                    Play.body("{'itemId':'%s','recipientId':'%d'}", itemId, other.playerId()))
                .is(200)
                .json());

    API.asAdmin()
        .post(REVERSE, Play.key(), reversal(transfer))
        .isProblem(422, "COUNTERPARTY_MISMATCH");
    API.asAdmin()
        .post(REVERSE, Play.key(), with(reversal(transfer), API.asNewPlayer()))
        .isProblem(422, "COUNTERPARTY_MISMATCH");
    assertThat(Play.items(other)).containsExactly(itemId);
    Play.twice(API.asAdmin(), REVERSE, with(reversal(transfer), other), "ReversalReceipt");
    assertThat(Play.items(player)).containsExactly(itemId);
    assertThat(Play.items(other)).isEmpty();
  }

  @Test
  void whatIsGoneIsNotReversed() {
    String deposit = Play.transactionOf(player.deposit(250).is(200).json());
    player.open("shared", 1).is(200);

    API.asAdmin()
        .post(REVERSE, Play.key(), reversal(deposit))
        .isProblem(409, "REVERSAL_NOT_POSSIBLE");
    API.asAdmin()
        .post(REVERSE, Play.key(), reversal(Play.NOBODYS))
        .isProblem(404, "TRANSACTION_NOT_FOUND");
    String ofOther = Play.transactionOf(API.asNewPlayer().deposit(9).is(200).json());
    API.asAdmin()
        .post(REVERSE, Play.key(), reversal(ofOther))
        .isProblem(404, "TRANSACTION_NOT_FOUND");
    assertThat(Play.available(player)).isZero();
    assertThat(Play.items(player)).hasSize(1);
  }

  @Test
  void aGrantIsPromotionalMoneyAndNotCash() {
    Play.twice(API.asAdmin(), GRANT, grant("300", "welcome"), "PromotionReceipt");

    assertThat(Play.available(player)).isZero();
    assertThat(Play.wallet(player, "promoMinor")).isEqualTo(300);
    player
        .post("/transactions/withdraw", Play.key(), Play.body("{'amountMinor':1}"))
        .isProblem(402, "INSUFFICIENT_FUNDS");
    player.open("shared", 1).is(200);
    assertThat(Play.wallet(player, "promoMinor")).isEqualTo(50);

    player.post("/limits/cool-off", Play.key(), "{\"days\":1}").is(200);
    API.asAdmin().post(GRANT, Play.key(), grant("1", "welcome")).isProblem(409, "PLAYER_PAUSED");
  }

  @Test
  void whatAnAdministratorMistypesChangesNothing() {
    String deposit = Play.transactionOf(player.deposit(500).is(200).json());
    for (String bad : new String[] {"0", "-5", "10000000000", "'5'", "null"}) {
      API.asAdmin().post(GRANT, Play.key(), grant(bad, "c")).isProblem(400, "FIELD_INVALID");
    }
    for (String bad : new String[] {"", "  ", "c".repeat(101)}) {
      API.asAdmin().post(GRANT, Play.key(), grant("5", bad)).isProblem(400, "FIELD_INVALID");
    }
    String good = reversal(deposit);
    API.asAdmin()
        .post(REVERSE, Play.key(), good.replace("charged back", "r".repeat(201)))
        .isProblem(400, "FIELD_INVALID");
    API.asAdmin()
        .post(REVERSE, Play.key(), with(good, API.asNewPlayer()).replace("counterpartyId", "other"))
        .isProblem(400, "FIELD_UNKNOWN");
    API.asAdmin()
        .post(REVERSE, Play.key(), good.replace("userId", "playerId"))
        .isProblem(400, "FIELD_UNKNOWN");
    API.asAdmin().post(REVERSE, good).isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
    assertThat(Play.available(player)).isEqualTo(500);
    assertThat(Play.wallet(player, "promoMinor")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/reversals",
        "/admin/promotions",
        "/admin/withdrawals/settle",
        "/admin/withdrawals/void",
        "/admin/withdrawals/release"
      })
  void noPlayerDoesWhatAnAdministratorDoes(String path) {
    String deposit = Play.transactionOf(player.deposit(500).is(200).json());
    for (String body : new String[] {grant("5", "c"), reversal(deposit), "{}"}) {
      player.post(path, Play.key(), body).isProblem(403, "FORBIDDEN");
      API.asNobody().post(path, Play.key(), body).isProblem(401, "UNAUTHENTICATED");
    }
    assertThat(Play.available(player)).isEqualTo(500);
    assertThat(Play.wallet(player, "promoMinor")).isZero();
  }

  /** An administrator has no wallet to play with. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/transactions/withdraw",
        "/transactions/withdraw/cancel",
        "/transactions/redeem",
        "/transactions/trade",
        "/transactions/trade/accept",
        "/transactions/trade/decline",
        "/transactions/trade/cancel",
        "/transactions/batch",
        "/inventory/transfer",
        "/marketplace/list",
        "/marketplace/cancel",
        "/marketplace/buy",
        "/limits/cool-off",
        "/limits/self-exclusion"
      })
  void noAdministratorDoesWhatAPlayerDoes(String path) {
    API.asAdmin().post(path, Play.key(), "{}").isProblem(403, "FORBIDDEN");
  }
}
