package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Items on their way: to the house, to another player, in a trade. */
class ItemDealsIT {
  private static final Api API = Api.shared();
  private static final String REDEEM = "/transactions/redeem";
  private static final String TRANSFER = "/inventory/transfer";
  private static final String TRADE = "/transactions/trade";

  private final Api.Caller player = Play.rich(API, 1_250);
  private final Api.Caller other = Play.rich(API, 1_250);
  private final JsonNode item = Play.draw(player);
  private final String itemId = Play.id(item);

  private static String item(String itemId) {
    return Play.body("{'itemId':'%s'}", itemId);
  }

  private static String gift(String itemId, long recipientId) {
    return Play.body("{'itemId':'%s','recipientId':'%d'}", itemId, recipientId);
  }

  @Test
  void aRedeemedItemIsMoneyAndGone() {
    JsonNode receipt = Play.twice(player, REDEEM, item(itemId), "RedemptionReceipt");

    assertThat(receipt.get("amountMinor")).isEqualTo(item.get("valueMinor"));
    assertThat(Play.available(player)).isEqualTo(1_000 + item.get("valueMinor").asLong());
    assertThat(Play.items(player)).isEmpty();
    player.post(REDEEM, Play.key(), item(itemId)).isProblem(409, "ITEM_NOT_AVAILABLE");
  }

  @Test
  void nobodyRedeemsAnothersItem() {
    other.post(REDEEM, Play.key(), item(itemId)).isProblem(404, "ITEM_NOT_FOUND");
    other
        .post(
            REDEEM,
            Play.key(),
            Play.body("{'itemId':'%s','playerId':'%d'}", itemId, player.playerId()))
        .isProblem(400, "FIELD_UNKNOWN");
    player
        .post(REDEEM, Play.key(), item(itemId).replace(itemId, "not-an-id"))
        .isProblem(400, "FIELD_INVALID");

    assertThat(Play.items(player)).containsExactly(itemId);
    assertThat(Play.available(other)).isEqualTo(1_250);
  }

  @Test
  void aTransferredItemHasItsNewOwner() {
    Play.twice(player, TRANSFER, gift(itemId, other.playerId()), "TransferReceipt");

    assertThat(Play.items(player)).isEmpty();
    assertThat(Play.items(other)).containsExactly(itemId);
    player
        .post(TRANSFER, Play.key(), gift(itemId, other.playerId()))
        .isProblem(404, "ITEM_NOT_FOUND");
  }

  @Test
  void aTransferThatCannotBeLeavesTheItemWhereItIs() {
    other
        .post(TRANSFER, Play.key(), gift(itemId, other.playerId()))
        .isProblem(422, "RECIPIENT_NOT_ALLOWED");
    other
        .post(TRANSFER, Play.key(), gift(itemId, player.playerId()))
        .isProblem(404, "ITEM_NOT_FOUND");
    player
        .post(TRANSFER, Play.key(), gift(itemId, 999_999_999_999L))
        .isProblem(404, "RECIPIENT_NOT_FOUND");
    for (String bad : new String[] {"'0'", "'-1'", "'01'", "'9999999999999999999'", "7", "null"}) {
      player
          .post(TRANSFER, Play.key(), Play.body("{'itemId':'%s','recipientId':%s}", itemId, bad))
          .isProblem(400, "FIELD_INVALID");
    }
    other.post("/limits/cool-off", Play.key(), Play.body("{'days':1}")).is(200);
    player
        .post(TRANSFER, Play.key(), gift(itemId, other.playerId()))
        .isProblem(409, "COUNTERPARTY_UNAVAILABLE");

    assertThat(Play.items(player)).containsExactly(itemId);
    assertThat(Play.items(other)).isEmpty();
  }

  /** The player's item for the other's money. */
  private String offer() {
    return Play.body(
        "{'recipientId':'%d','offeredItems':['%s'],'askedItems':[],'offeredMinor':0,"
            + "'askedMinor':700,'validForMs':600000}",
        other.playerId(), itemId);
  }

  private String offered() {
    return Play.transactionOf(Play.twice(player, TRADE, offer(), "TradeOfferReceipt"));
  }

  private String answer(String offerId) {
    return Play.body("{'offererId':'%d','offerId':'%s'}", player.playerId(), offerId);
  }

  private static String own(String offerId) {
    return Play.body("{'offerId':'%s'}", offerId);
  }

  private void nothingMoved() {
    assertThat(Play.available(player)).isEqualTo(1_000);
    assertThat(Play.available(other)).isEqualTo(1_250);
    assertThat(Play.items(player)).containsExactly(itemId);
    assertThat(Play.items(other)).isEmpty();
  }

  @Test
  void anAcceptedTradeMovesBothSidesOnce() {
    String offer = offered();
    nothingMoved();

    JsonNode receipt = Play.twice(other, TRADE + "/accept", answer(offer), "TradeReceipt");
    assertThat(receipt.get("amountOutMinor").asLong()).isEqualTo(700);
    assertThat(receipt.get("itemsIn").get(0)).isEqualTo(item);
    assertThat(Play.available(player)).isEqualTo(1_700);
    assertThat(Play.available(other)).isEqualTo(550);
    assertThat(Play.items(player)).isEmpty();
    assertThat(Play.items(other)).containsExactly(itemId);
    other.post(TRADE + "/accept", Play.key(), answer(offer)).isProblem(409, "TRADE_NOT_OPEN");
  }

  @Test
  void aDeclinedOrCancelledTradeMovesNothing() {
    String declined = offered();
    Play.twice(other, TRADE + "/decline", answer(declined), "TradeEndReceipt");
    String cancelled = offered();
    Play.twice(player, TRADE + "/cancel", own(cancelled), "TradeEndReceipt");

    for (String ended : new String[] {declined, cancelled}) {
      other.post(TRADE + "/accept", Play.key(), answer(ended)).isProblem(409, "TRADE_NOT_OPEN");
      player.post(TRADE + "/cancel", Play.key(), own(ended)).isProblem(409, "TRADE_NOT_OPEN");
    }
    nothingMoved();
  }

  @Test
  void onlyTheRecipientAnswersAndOnlyTheOffererCancels() {
    String offer = offered();
    Api.Caller third = Play.rich(API, 10_000);

    for (String path : new String[] {TRADE + "/accept", TRADE + "/decline"}) {
      third.post(path, Play.key(), answer(offer)).isProblem(409, "TRADE_NOT_OPEN");
      player.post(path, Play.key(), answer(offer)).isProblem(409, "TRADE_NOT_OPEN");
    }
    other.post(TRADE + "/cancel", Play.key(), own(offer)).isProblem(409, "TRADE_NOT_OPEN");
    other.post(TRADE + "/cancel", Play.key(), answer(offer)).isProblem(400, "FIELD_UNKNOWN");
    third.post(TRADE + "/expire", Play.key(), answer(offer)).isProblem(404, "NOT_FOUND");
    nothingMoved();
    other.post(TRADE + "/accept", Play.key(), answer(offer)).is(200);
  }

  private static List<JsonNode> open(Api.Caller caller, String side, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = caller.get(TRADE + "?side=" + side + "&limit=" + limit + next).is(200).json();
      assertThat(page.get("offers").size()).isLessThanOrEqualTo(limit);
      page.get("offers").forEach(all::add);
      next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
    }
    return all;
  }

  private static List<String> offerIds(List<JsonNode> offers) {
    return offers.stream().map(one -> one.get("offerId").asString()).toList();
  }

  @Test
  void bothSidesSeeTheOpenOffersAndNobodyElseDoes() {
    List<String> offers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      offers.add(Play.transactionOf(player.post(TRADE, Play.key(), offer()).is(200).json()));
    }
    // A withdrawal is pending, too, and no offer.
    player.post("/transactions/withdraw", Play.key(), Play.body("{'amountMinor':1}")).is(200);
    List<JsonNode> made = open(player, "made", 50);
    JsonNode shown = made.get(0);
    assertThat(shown.get("offererId").asString()).isEqualTo("" + player.playerId());
    assertThat(shown.get("recipientId").asString()).isEqualTo("" + other.playerId());
    assertThat(shown.get("offeredItems").get(0).asString()).isEqualTo(itemId);
    assertThat(shown.get("askedItems")).isEmpty();
    assertThat(shown.get("askedMinor").asLong()).isEqualTo(700);
    for (int limit : new int[] {1, 2, 4, 5, 6}) {
      assertThat(open(player, "made", limit)).containsExactlyElementsOf(made);
      assertThat(open(other, "received", limit)).containsExactlyElementsOf(made);
    }
    assertThat(offerIds(made)).containsExactlyInAnyOrderElementsOf(offers);
    assertThat(open(player, "received", 10)).isEmpty();
    assertThat(open(other, "made", 10)).isEmpty();

    other.post(TRADE + "/decline", Play.key(), answer(offers.get(0))).is(200);
    player.post(TRADE + "/cancel", Play.key(), own(offers.get(1))).is(200);
    assertThat(offerIds(open(other, "received", 10)))
        .containsExactlyInAnyOrderElementsOf(offers.subList(2, 5));

    String next = other.get(TRADE + "?limit=1").is(200).json().get("next").asString();
    other.get(TRADE + "?side=made&cursor=" + next).isProblem(400, "CURSOR_INVALID");
    player.get(TRADE + "?cursor=" + next).isProblem(400, "CURSOR_INVALID");
    other.get(TRADE + "?side=both").isProblem(400, "FIELD_INVALID");
    API.asAdmin().get(TRADE).isProblem(403, "FORBIDDEN");
  }

  @Test
  void anOfferIsStaleOnceItsItemIsGone() {
    String offer = offered();
    player.post(REDEEM, Play.key(), item(itemId)).is(200);

    other.post(TRADE + "/accept", Play.key(), answer(offer)).isProblem(409, "TRADE_STALE");
    assertThat(Play.available(other)).isEqualTo(1_250);
  }

  @Test
  void anOfferThatCannotBeIsRefused() {
    String asked = Play.body("'askedItems':[]");
    String own = Play.body("'offeredItems':['%s']", itemId);
    String gives = Play.body("'offeredMinor':0");
    String recipient = Play.body("'%d'", other.playerId());
    refused(asked, Play.body("'askedItems':['%s']", itemId), 400, "FIELD_INVALID");
    refused(asked, Play.body("'askedItems':'all'"), 400, "FIELD_INVALID");
    refused(own, Play.body("'offeredItems':[]"), 400, "FIELD_INVALID");
    refused(own, Play.body("'offeredItems':['%s']", Play.NOBODYS), 404, "ITEM_NOT_FOUND");
    refused(gives, Play.body("'offeredMinor':1"), 400, "FIELD_INVALID");
    refused(Play.body("'validForMs':600000"), Play.body("'validForMs':999"), 400, "FIELD_INVALID");
    refused(recipient, Play.body("'999999999999'"), 404, "RECIPIENT_NOT_FOUND");
    refused(recipient, Play.body("'%d'", player.playerId()), 422, "RECIPIENT_NOT_ALLOWED");
    refused(
        Play.body("'offeredMinor':0,'askedMinor':700"),
        Play.body("'offeredMinor':1001,'askedMinor':0"),
        402,
        "INSUFFICIENT_FUNDS");
    nothingMoved();
  }

  private void refused(String part, String bad, int status, String code) {
    assertThat(offer()).contains(part);
    player.post(TRADE, Play.key(), offer().replace(part, bad)).isProblem(status, code);
  }
}
