package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.FreezeWithdrawals;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Money on its way out: held, taken back, paid out, given back, stopped. */
class WithdrawIT {
  private static final Api API = Api.shared();
  private static final String WITHDRAW = "/transactions/withdraw";
  private static final String CANCEL = "/transactions/withdraw/cancel";
  private static final String SETTLE = "/admin/withdrawals/settle";
  private static final String VOID = "/admin/withdrawals/void";
  private static final String RELEASE = "/admin/withdrawals/release";

  private final Api.Caller player = Play.rich(API, 10_000);

  private String withdrawn(long amountMinor) {
    String body = Play.body("{'amountMinor':%d}", amountMinor);
    return Play.transactionOf(Play.twice(player, WITHDRAW, body, "WithdrawalReceipt"));
  }

  private String ofPlayer(String withdrawalId) {
    return Play.body("{'userId':'%d','withdrawalId':'%s'}", player.playerId(), withdrawalId);
  }

  private void hasAndHolds(long availableMinor, long heldMinor) {
    assertThat(Play.available(player)).isEqualTo(availableMinor);
    assertThat(Play.wallet(player, "heldMinor")).isEqualTo(heldMinor);
  }

  @Test
  void aWithdrawalHoldsTheMoneyAndThePlayerTakesItBackOnce() {
    String withdrawal = withdrawn(2_500);
    hasAndHolds(7_500, 2_500);

    String body = Play.body("{'withdrawalId':'%s'}", withdrawal);
    JsonNode end = Play.twice(player, CANCEL, body, "WithdrawalEndReceipt");
    assertThat(end.get("kind").asString()).isEqualTo("WITHDRAWAL_VOID");
    hasAndHolds(10_000, 0);
    player.post(CANCEL, Play.key(), body).isProblem(409, "WITHDRAWAL_NOT_OPEN");
    API.asAdmin()
        .post(SETTLE, Play.key(), ofPlayer(withdrawal))
        .isProblem(409, "WITHDRAWAL_NOT_OPEN");
    hasAndHolds(10_000, 0);
  }

  @Test
  void anAdministratorSettlesItOnceAndThenItCannotBeTakenBack() {
    String withdrawal = withdrawn(2_500);

    JsonNode end = Play.twice(API.asAdmin(), SETTLE, ofPlayer(withdrawal), "WithdrawalEndReceipt");
    assertThat(end.get("kind").asString()).isEqualTo("WITHDRAWAL_SETTLEMENT");
    hasAndHolds(7_500, 0);
    player
        .post(CANCEL, Play.key(), Play.body("{'withdrawalId':'%s'}", withdrawal))
        .isProblem(409, "WITHDRAWAL_NOT_OPEN");
    hasAndHolds(7_500, 0);
  }

  @Test
  void anAdministratorVoidsIt() {
    String withdrawal = withdrawn(2_500);

    Play.twice(API.asAdmin(), VOID, ofPlayer(withdrawal), "WithdrawalEndReceipt");
    hasAndHolds(10_000, 0);
  }

  @Test
  void nobodyEndsAnothersWithdrawal() {
    String withdrawal = withdrawn(2_500);
    Api.Caller other = Play.rich(API, 100);

    other
        .post(CANCEL, Play.key(), Play.body("{'withdrawalId':'%s'}", withdrawal))
        .isProblem(409, "WITHDRAWAL_NOT_OPEN");
    other
        .post(
            CANCEL,
            Play.key(),
            Play.body("{'withdrawalId':'%s','userId':'%d'}", withdrawal, player.playerId()))
        .isProblem(400, "FIELD_UNKNOWN");
    for (String path : new String[] {SETTLE, VOID}) {
      player.post(path, Play.key(), ofPlayer(withdrawal)).isProblem(403, "FORBIDDEN");
      API.asAdmin()
          .post(
              path,
              Play.key(),
              Play.body("{'userId':'%d','withdrawalId':'%s'}", other.playerId(), withdrawal))
          .isProblem(409, "WITHDRAWAL_NOT_OPEN");
    }
    hasAndHolds(7_500, 2_500);
    assertThat(Play.available(other)).isEqualTo(100);
  }

  /** An administrator's keys are apart from the player's, who could use them up beforehand. */
  @Test
  void aPlayersKeyIsNotInTheWayOfAnAdministrators() {
    String withdrawal = withdrawn(2_500);
    player.post("/transactions/deposit", "payout-1", Play.body("{'amountMinor':5}")).is(200);

    API.asAdmin().post(SETTLE, "payout-1", ofPlayer(withdrawal)).is(200);
    hasAndHolds(7_505, 0);
  }

  @Test
  void moreThanTheCashIsRefusedAndSoIsWhatOnlyTheOperatorSays() {
    player
        .post(WITHDRAW, Play.key(), Play.body("{'amountMinor':10001}"))
        .isProblem(402, "INSUFFICIENT_FUNDS");
    player
        .post(WITHDRAW, Play.key(), Play.body("{'amountMinor':10000000000}"))
        .isProblem(400, "FIELD_INVALID");
    player
        .post(WITHDRAW, Play.key(), Play.body("{'amountMinor':1,'settlesAtExpiry':true}"))
        .isProblem(400, "FIELD_UNKNOWN");
    player
        .post(WITHDRAW, Play.body("{'amountMinor':1}"))
        .isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
    for (String bad : new String[] {"2F1C9F0E-6A51-3D0B-9B0E-0D6C1F3A7B21", "1-1-1-1-1", ""}) {
      player
          .post(CANCEL, Play.key(), Play.body("{'withdrawalId':'%s'}", bad))
          .isProblem(400, "FIELD_INVALID");
    }
    hasAndHolds(10_000, 0);
  }

  @Test
  void aFrozenPlayerWithdrawsAgainOnceThatFreezeIsReleased() {
    UUID freeze = UUID.randomUUID();
    API.context()
        .getBean(CommandGateway.class)
        .submit(new FreezeWithdrawals(player.playerId(), freeze, "test"))
        .join();
    player
        .post(WITHDRAW, Play.key(), Play.body("{'amountMinor':1}"))
        .isProblem(409, "WITHDRAWALS_FROZEN");

    String body = "{'userId':'%d','freezeId':'%s','reason':'looked into'}";
    String right = Play.body(body, player.playerId(), freeze);
    player.post(RELEASE, Play.key(), right).isProblem(403, "FORBIDDEN");
    API.asAdmin()
        .post(RELEASE, Play.key(), Play.body(body, player.playerId(), Play.NOBODYS))
        .isProblem(409, "FREEZE_NOT_FOUND");
    API.asAdmin()
        .post(RELEASE, Play.key(), right.replace("looked into", " "))
        .isProblem(400, "FIELD_INVALID");
    Play.twice(API.asAdmin(), RELEASE, right, "ReleaseReceipt");
    withdrawn(1);
    hasAndHolds(9_999, 1);
  }
}
