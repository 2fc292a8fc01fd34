package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Several commands at once, all of them or none. */
class BatchIT {
  private static final Api API = Api.shared();
  private static final String BATCH = "/transactions/batch";

  private final Api.Caller player = Play.rich(API, 1_000);

  private static String batch(String... commands) {
    return Play.body("{'commands':[%s]}", String.join(",", commands));
  }

  @Test
  void allCommandsTakeEffectInTheirOrderAndOnce() {
    String itemId = Play.id(Play.draw(player));

    JsonNode receipt =
        Play.twice(
            player,
            BATCH,
            batch(
                "{'type':'list','itemId':'%s','priceMinor':77}".formatted(itemId),
                "{'type':'cancel-listing','itemId':'%s'}".formatted(itemId),
                "{'type':'redeem','itemId':'%s'}".formatted(itemId),
                "{'type':'deposit','amountMinor':100}",
                "{'type':'open-box','boxId':'shared','count':1}",
                "{'type':'withdraw','amountMinor':50}"),
            "BatchReceipt");

    JsonNode replies = receipt.get("replies");
    assertThat(replies.valueStream().map(reply -> reply.get("kind").asString()))
        .containsExactly(
            "LISTING", "DELISTING", "REDEMPTION", "DEPOSIT", "BOX_OPENING", "WITHDRAWAL_HOLD");
    long valueMinor = replies.get(2).get("amountMinor").asLong();
    assertThat(Play.available(player)).isEqualTo(750 + valueMinor + 100 - 250 - 50);
    assertThat(Play.wallet(player, "heldMinor")).isEqualTo(50);
    assertThat(Play.items(player)).containsExactly(Play.id(replies.get(4).get("items").get(0)));
    assertThat(Play.wallet(player, "sequence")).isEqualTo(2 + 6 + 1);
    assertThat(
            player
                .get("/marketplace?minPriceMinor=77&maxPriceMinor=77")
                .is(200)
                .json()
                .get("listings"))
        .isEmpty();
  }

  @Test
  void oneRefusalRefusesAllAndTheKeyIsGoodForAnother() {
    String key = Play.key();
    String before = player.wallet();
    String bad =
        batch("{'type':'deposit','amountMinor':100}", "{'type':'withdraw','amountMinor':1101}");

    assertThat(
            player
                .post(BATCH, key, bad)
                .isProblem(409, "BATCH_REFUSED")
                .json()
                .get("detail")
                .asString())
        .contains("Command 1", "INSUFFICIENT_FUNDS");
    assertThat(player.wallet()).isEqualTo(before);

    player.post(BATCH, key, bad.replace("1101", "1100")).is(200);
    assertThat(Play.available(player)).isZero();
    player.post(BATCH, key, bad).isProblem(422, "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void aTradeAndATransferWorkInABatchAsOutsideOfIt() {
    Api.Caller other = Play.rich(API, 1_000);
    String first = Play.id(Play.draw(player));
    String second = Play.id(Play.draw(player));
    JsonNode replies =
        player
            .post(
                BATCH,
                Play.key(),
                batch(
                    "{'type':'transfer','itemId':'%s','recipientId':'%d'}"
                        .formatted(first, other.playerId()),
                    "{'type':'offer-trade','recipientId':'%d','offeredItems':['%s'],'askedItems':[],'offeredMinor':0,'askedMinor':300,'validForMs':60000}"
                        .formatted(other.playerId(), second)))
            .is(200)
            .json()
            .get("replies");

    other
        .post(
            BATCH,
            Play.key(),
            batch(
                "{'type':'accept-trade','offererId':'%d','offerId':'%s'}"
                    .formatted(player.playerId(), Play.transactionOf(replies.get(1)))))
        .is(200);
    assertThat(Play.items(other)).containsExactlyInAnyOrder(first, second);
    assertThat(Play.available(player)).isEqualTo(800);
    assertThat(Play.available(other)).isEqualTo(700);
  }

  /** What the engine would carry out for whoever sends it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'reverse','transactionId':'%2$s','reason':'r'}",
        "{'type':'grant-promotion','amountMinor':100,'campaign':'c'}",
        "{'type':'settle-withdrawal','withdrawalId':'%2$s'}",
        "{'type':'release-withdrawals','freezeId':'%2$s','reason':'r'}",
        "{'type':'freeze-withdrawals','reason':'r'}",
        "{'type':'import','cashMinor':100}",
        "{'type':'set-limit','limit':'DEPOSIT','window':'DAY','amountMinor':null}",
        "{'type':'batch','commands':[{'type':'deposit','amountMinor':1}]}",
        "{'type':'DEPOSIT','amountMinor':1}",
        "{'type':null,'amountMinor':1}",
        "{'amountMinor':1}",
        "'deposit'"
      })
  void whatIsNotAPlayersIsInNoBatch(String command) {
    String before = player.wallet();
    JsonNode problem =
        player
            .post(
                BATCH,
                Play.key(),
                batch(
                    "{'type':'deposit','amountMinor':1}",
                    command.formatted(player.playerId(), Play.NOBODYS)))
            .isProblem(400, "FIELD_INVALID")
            .json();
    assertThat(problem.get("errors").get(0).get("field").asString()).startsWith("commands[1]");
    assertThat(player.wallet()).isEqualTo(before);
  }

  @Test
  void anotherPlayerOrTransactionCannotBeNamedInACommand() {
    for (String field : List.of("playerId", "transactionId", "userId", "idempotencyKey")) {
      player
          .post(
              BATCH,
              Play.key(),
              batch("{'type':'deposit','amountMinor':1,'%s':'1001'}".formatted(field)))
          .isProblem(400, "FIELD_UNKNOWN");
    }
    assertThat(Play.available(player)).isEqualTo(1_000);
  }

  @Test
  void aBatchHasOneToAHundredCommands() {
    String one = "{'type':'deposit','amountMinor':1}";
    String[] tooMany = Collections.nCopies(101, one).toArray(String[]::new);
    player.post(BATCH, Play.key(), batch(tooMany)).isProblem(400, "FIELD_INVALID");
    player.post(BATCH, Play.key(), batch()).isProblem(400, "FIELD_INVALID");
    player.post(BATCH, Play.key(), "{}").isProblem(400, "FIELD_INVALID");
    assertThat(Play.available(player)).isEqualTo(1_000);

    String[] most = Collections.nCopies(100, one).toArray(String[]::new);
    player.post(BATCH, Play.key(), batch(most)).is(200);
    assertThat(Play.available(player)).isEqualTo(1_100);
  }
}
