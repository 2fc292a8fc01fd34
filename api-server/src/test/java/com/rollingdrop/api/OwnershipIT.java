package com.rollingdrop.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Somebody names what is another's, in every place of the contract where something is named. The
 * contract says which places there are: a new one without a row here fails.
 */
class OwnershipIT {
  /** Fields of bodies that name something. */
  private static final Pattern NAMING = Pattern.compile(".*(Id|Ids|Items)|commands|name");

  private static final Api API = Api.shared();

  private static final String TRADE =
      Play.body(
          "{'recipientId':'%%s','offeredItems':[%%s],'askedItems':[%%s],'offeredMinor':%%d,"
              + "'askedMinor':%%d,'validForMs':600000}");

  private static final Map<String, Attack> ROWS = rows();

  private static Victim victim;

  /** What the victim has before anybody tries anything, and after each try. */
  private static List<String> belongings;

  /** What another player has. */
  private record Victim(
      Api.Caller player,
      Api.Caller friend,
      String itemId,
      String friendsItemId,
      String offerId,
      String withdrawalId,
      String transactionId,
      String seedHash) {

    /** Everything that is the victim's, as the victim sees it. */
    List<String> belongings() {
      List<String> all = new ArrayList<>();
      for (Api.Caller owner : List.of(player, friend)) {
        for (String path :
            List.of(
                "/wallet",
                "/inventory/user/" + owner.playerId(),
                "/transactions/history",
                "/transactions/trade?side=made",
                "/limits",
                "/fairness")) {
          all.add(owner.get(path).is(200).text());
        }
      }
      return all;
    }
  }

  /** What somebody with money of their own tries. */
  @FunctionalInterface
  private interface Attack {
    void by(Api.Caller attacker, Victim victim);
  }

  @BeforeAll
  static void furnish() {
    Api.Caller player = Play.rich(API, 10_000);
    Api.Caller friend = Play.rich(API, 10_000);
    // Two of each, so that there is a second page.
    String itemId = Play.id(Play.draw(player));
    Play.draw(player);
    String friendsItemId = Play.id(Play.draw(friend));
    String offerId = offer(player, friend, friendsItemId);
    offer(player, friend, friendsItemId);
    String withdrawalId =
        Play.transactionOf(
            player
                .post("/transactions/withdraw", Play.key(), "{\"amountMinor\":100}")
                .is(200)
                .json());
    String seedHash = player.get("/fairness").is(200).json().get("serverSeedHash").asString();
    player.post("/fairness/rotate", "").is(200);
    String transactionId = Play.transactionOf(player.deposit(1).is(200).json());
    victim =
        new Victim(
            player, friend, itemId, friendsItemId, offerId, withdrawalId, transactionId, seedHash);
    belongings = victim.belongings();
  }

  /** Money for an item of the other. */
  private static String offer(Api.Caller from, Api.Caller to, String itemId) {
    return Play.transactionOf(
        from.post(
                "/transactions/trade",
                Play.key(),
                TRADE.formatted(Long.toString(to.playerId()), "", '"' + itemId + '"', 5, 0))
            .is(200)
            .json());
  }

  private static Attack refused(String path, int status, String code, String body) {
    return (attacker, other) ->
        attacker.post(path, Play.key(), filled(body, attacker, other)).isProblem(status, code);
  }

  private static Attack forbidden(String path, String body) {
    return refused(path, 403, "FORBIDDEN", body);
  }

  private static String filled(String body, Api.Caller attacker, Victim other) {
    return body.replace('\'', '"')
        .replace("$attacker", Long.toString(attacker.playerId()))
        .replace("$victim", Long.toString(other.player().playerId()))
        .replace("$friendsItem", other.friendsItemId())
        .replace("$friend", Long.toString(other.friend().playerId()))
        .replace("$item", other.itemId())
        .replace("$offer", other.offerId())
        .replace("$withdrawal", other.withdrawalId())
        .replace("$transaction", other.transactionId());
  }

  private static Attack reads(String path, int status, String code) {
    return (attacker, other) ->
        attacker
            .get(
                path.replace("$victim", Long.toString(other.player().playerId()))
                    .replace("$seed", other.seedHash()))
            .isProblem(status, code);
  }

  /** What everybody may see, and is the same for everybody. */
  private static Attack open(String path) {
    return (attacker, other) ->
        assertThat(attacker.get(path).is(200).text())
            .isEqualTo(API.asNobody().get(path).is(200).text());
  }

  /** The place in the victim's list is none in the attacker's. */
  private static Attack cursorOf(String list) {
    return (attacker, other) -> {
      String own = list.replace("$user", Long.toString(other.player().playerId()));
      JsonNode page = other.player().get(own + "limit=1").is(200).json();
      String theirs = list.replace("$user", Long.toString(attacker.playerId()));
      attacker
          .get(theirs + "cursor=" + page.get("next").asString())
          .isProblem(400, "CURSOR_INVALID");
    };
  }

  private static Map<String, Attack> rows() {
    Map<String, Attack> rows = new TreeMap<>();
    rows.put("GET /boxes/{boxId}/items boxId", open("/boxes/shared/items"));
    rows.put("GET /problems/{name} name", open("/problems/not-found"));
    rows.put(
        "GET /inventory/user/{userId} userId", reads("/inventory/user/$victim", 403, "FORBIDDEN"));
    rows.put("GET /inventory/user/{userId} cursor", cursorOf("/inventory/user/$user?"));
    rows.put(
        "GET /analytics/user/{userId}/stats userId",
        reads("/analytics/user/$victim/stats", 403, "FORBIDDEN"));
    rows.put(
        "GET /fairness/seeds/{serverSeedHash} serverSeedHash",
        reads("/fairness/seeds/$seed", 404, "SEED_NOT_REVEALED"));
    rows.put("GET /transactions/history cursor", cursorOf("/transactions/history?"));
    rows.put("GET /transactions/trade cursor", cursorOf("/transactions/trade?side=made&"));
    // Everybody's: what the cursor of one is for another is that of MarketplaceIT.
    rows.put("GET /marketplace cursor", (attacker, other) -> {});

    rows.put(
        "PUT /limits/{limit}/{window} limit",
        (attacker, other) ->
            attacker.put("/limits/DEPOSIT/DAY", Play.key(), "{\"amountMinor\":1}").is(200));
    rows.put(
        "PUT /limits/{limit}/{window} window",
        requireNonNull(rows.get("PUT /limits/{limit}/{window} limit")));
    rows.put(
        "PUT /admin/logins/{name}/role name",
        (attacker, other) ->
            attacker
                .put("/admin/logins/somebody/role", "{\"role\":\"ADMIN\"}")
                .isProblem(403, "FORBIDDEN"));

    for (String own : List.of("second-factor", "sessions")) {
      String path = "/admin/logins/%s/" + own;
      rows.put(
          "DELETE " + path.formatted("{name}") + " name",
          (attacker, other) ->
              attacker.delete(path.formatted("somebody")).isProblem(403, "FORBIDDEN"));
    }

    rows.put(
        "POST /transactions/open-box boxId",
        (attacker, other) -> attacker.open("shared", 1).is(200));
    rows.put(
        "POST /transactions/withdraw/cancel withdrawalId",
        refused(
            "/transactions/withdraw/cancel",
            409,
            "WITHDRAWAL_NOT_OPEN",
            "{'withdrawalId':'$withdrawal'}"));
    rows.put(
        "POST /transactions/redeem itemId",
        refused("/transactions/redeem", 404, "ITEM_NOT_FOUND", "{'itemId':'$item'}"));
    rows.put(
        "POST /transactions/trade offeredItems",
        refused(
            "/transactions/trade",
            404,
            "ITEM_NOT_FOUND",
            TRADE.formatted("$friend", "'$item'", "", 0, 1)));
    // An offer to somebody is theirs to answer; nothing moves before.
    rows.put(
        "POST /transactions/trade recipientId",
        (attacker, other) ->
            attacker
                .post(
                    "/transactions/trade",
                    Play.key(),
                    filled(TRADE.formatted("$victim", "", "'$item'", 1, 0), attacker, other))
                .is(200));
    rows.put(
        "POST /transactions/trade askedItems",
        (attacker, other) ->
            assertThat(
                    attacker
                        .post(
                            "/transactions/trade",
                            Play.key(),
                            filled(
                                TRADE.formatted("$victim", "", "'$friendsItem'", 1, 0),
                                attacker,
                                other))
                        .http()
                        .statusCode())
                .isIn(200, 404, 409));
    String answer = "{'offererId':'$victim','offerId':'$offer'}";
    for (String way : List.of("accept", "decline")) {
      String path = "/transactions/trade/" + way;
      rows.put("POST " + path + " offerId", refused(path, 409, "TRADE_NOT_OPEN", answer));
      rows.put(
          "POST " + path + " offererId",
          refused(path, 409, "TRADE_NOT_OPEN", answer.replace("$victim", "$attacker")));
    }
    rows.put(
        "POST /transactions/trade/cancel offerId",
        refused("/transactions/trade/cancel", 409, "TRADE_NOT_OPEN", "{'offerId':'$offer'}"));
    rows.put(
        "POST /transactions/batch commands",
        refused(
            "/transactions/batch",
            409,
            "BATCH_REFUSED",
            "{'commands':[{'type':'redeem','itemId':'$item'}]}"));
    rows.put(
        "POST /inventory/transfer itemId",
        refused(
            "/inventory/transfer",
            404,
            "ITEM_NOT_FOUND",
            "{'itemId':'$item','recipientId':'$friend'}"));
    rows.put(
        "POST /inventory/transfer recipientId",
        refused(
            "/inventory/transfer",
            422,
            "RECIPIENT_NOT_ALLOWED",
            "{'itemId':'$item','recipientId':'$attacker'}"));
    rows.put(
        "POST /marketplace/list itemId",
        refused("/marketplace/list", 404, "ITEM_NOT_FOUND", "{'itemId':'$item','priceMinor':1}"));
    rows.put(
        "POST /marketplace/cancel itemId",
        refused("/marketplace/cancel", 404, "ITEM_NOT_FOUND", "{'itemId':'$item'}"));
    String purchase = "{'sellerId':'$victim','itemId':'$item','priceMinor':1}";
    rows.put(
        "POST /marketplace/buy itemId",
        refused("/marketplace/buy", 404, "LISTING_NOT_FOUND", purchase));
    rows.put(
        "POST /marketplace/buy sellerId",
        refused(
            "/marketplace/buy", 404, "LISTING_NOT_FOUND", purchase.replace("$victim", "$friend")));

    admin(rows);
    rows.put("POST /auth/login name", (attacker, other) -> {});
    rows.put("POST /auth/register name", (attacker, other) -> {});
    return rows;
  }

  private static void admin(Map<String, Attack> rows) {
    for (String end : List.of("settle", "void")) {
      String path = "/admin/withdrawals/" + end;
      Attack attack = forbidden(path, "{'userId':'$victim','withdrawalId':'$withdrawal'}");
      rows.put("POST " + path + " userId", attack);
      rows.put("POST " + path + " withdrawalId", attack);
    }
    Attack release =
        forbidden(
            "/admin/withdrawals/release",
            "{'userId':'$attacker','freezeId':'" + Play.NOBODYS + "','reason':'mine'}");
    rows.put("POST /admin/withdrawals/release userId", release);
    rows.put("POST /admin/withdrawals/release freezeId", release);
    Attack reversal =
        forbidden(
            "/admin/reversals",
            "{'userId':'$victim','transactionId':'$transaction','counterpartyId':null,"
                + "'reason':'mine'}");
    for (String name : List.of("userId", "transactionId", "counterpartyId")) {
      rows.put("POST /admin/reversals " + name, reversal);
    }
    rows.put(
        "POST /admin/promotions userId",
        forbidden("/admin/promotions", "{'userId':'$attacker','amountMinor':1,'campaign':'mine'}"));
    Attack publication =
        forbidden(
            "/admin/boxes",
            Api.BOX.formatted("shared").replace("\"priceMinor\":250", "\"priceMinor\":1"));
    rows.put("POST /admin/boxes boxId", publication);
    rows.put("POST /admin/boxes name", publication);
    rows.put("POST /admin/boxes items", publication);
    rows.put(
        "POST /admin/boxes/simulate boxId",
        forbidden("/admin/boxes/simulate", "{'boxId':'shared','openings':10}"));
  }

  static Stream<String> places() {
    return ROWS.keySet().stream();
  }

  @Test
  void everyPlaceWhereTheContractNamesSomethingHasARow() {
    Set<String> places = new TreeSet<>();
    Contract.operations()
        .forEach(
            (operation, contract) -> {
              for (JsonNode parameter : contract.path("parameters")) {
                JsonNode known = Contract.resolved(parameter);
                String name = known.get("name").asString();
                boolean open = contract.path("security").isArray();
                if (known.get("in").asString().equals("path") || (name.equals("cursor") && !open)) {
                  places.add(operation + " " + name);
                }
              }
              for (String field : Contract.bodyOf(contract).path("properties").propertyNames()) {
                if (NAMING.matcher(field).matches() || field.equals("items")) {
                  places.add(operation + " " + field);
                }
              }
            });
    assertThat(ROWS.keySet()).isEqualTo(places);
  }

  @ParameterizedTest
  @MethodSource("places")
  void whatIsAnothersStaysTheirs(String place) {
    Api.Caller attacker = Play.rich(API, 1_000);

    requireNonNull(ROWS.get(place)).by(attacker, victim);

    assertThat(victim.belongings()).isEqualTo(belongings);
    assertThat(Play.items(attacker)).doesNotContain(victim.itemId(), victim.friendsItemId());
    assertThat(Play.available(attacker)).isLessThanOrEqualTo(1_000);
    assertThat(attacker.get("/transactions/history").is(200).text())
        .doesNotContain(victim.transactionId(), victim.withdrawalId(), victim.offerId());
  }

  /** A new operation of an administrator is refused to a player before its body is looked at. */
  @Test
  void noPlayerGetsToWhatIsForAdministrators() {
    Api.Caller player = API.asNewPlayer();
    List<String> operations =
        Contract.operations().keySet().stream()
            .filter(name -> name.contains(" /admin/") || name.contains("/analytics/global/"))
            .toList();
    assertThat(operations).hasSizeGreaterThan(8);
    for (String operation : operations) {
      String[] parts = operation.split(" ");
      String path = parts[1].replaceAll("\\{[a-zA-Z]+}", "x");
      API.send(
              player
                  .request(path)
                  .method(parts[0], java.net.http.HttpRequest.BodyPublishers.noBody())
                  .build())
          .isProblem(403, "FORBIDDEN");
    }
  }
}
