package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What players sell each other. Each test has a range of prices for itself. */
class MarketplaceIT {
  private static final Api API = Api.shared();
  private static final String MARKET = "/marketplace";
  private static final String LIST = "/marketplace/list";
  private static final String BUY = "/marketplace/buy";
  private static final String CANCEL = "/marketplace/cancel";

  /** Whose items nobody else has; the rare one comes with every second draw. */
  private static final String BOX =
      """
      {"boxId":"market","name":"A box","priceMinor":1,"totalTickets":2,"items":[
        {"definitionId":"market-rare","name":"R","rarity":"MARKET_RARE","valueMinor":9,"tickets":1},
        {"definitionId":"market-plain","name":"P","rarity":"MARKET_PLAIN","valueMinor":1,"tickets":1}]}
      """;

  private static final AtomicLong RANGES = new AtomicLong(1_000_000);

  private final Api.Caller seller = Play.rich(API, 5_000);
  private final long base = RANGES.addAndGet(10_000);

  @BeforeAll
  static void publish() {
    API.asAdmin().post("/admin/boxes", BOX).is(201);
  }

  private static String listing(String itemId, long priceMinor) {
    return Play.body("{'itemId':'%s','priceMinor':%d}", itemId, priceMinor);
  }

  private String purchase(String itemId, long priceMinor) {
    return Play.body(
        "{'sellerId':'%d','itemId':'%s','priceMinor':%d}", seller.playerId(), itemId, priceMinor);
  }

  private static String item(String itemId) {
    return Play.body("{'itemId':'%s'}", itemId);
  }

  private String range() {
    return MARKET + "?minPriceMinor=" + base + "&maxPriceMinor=" + (base + 9_999);
  }

  private List<String> found(String query) {
    return pages(query, 200).stream().map(Play::id).toList();
  }

  /** All pages of a search. */
  private List<JsonNode> pages(String query, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = seller.get(range() + query + "&limit=" + limit + next).is(200).json();
      assertThat(page.get("listings").size()).isLessThanOrEqualTo(limit);
      page.get("listings").forEach(all::add);
      next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
    }
    return all;
  }

  @Test
  void aListedItemIsFoundAndBoughtOnce() {
    JsonNode drawn = Play.draw(seller);
    String itemId = Play.id(drawn);
    Play.twice(seller, LIST, listing(itemId, base + 400), "ListingReceipt");
    JsonNode shown = pages("", 10).get(0);
    assertThat(shown.get("priceMinor").asLong()).isEqualTo(base + 400);
    assertThat(shown.get("sellerId").asString()).isEqualTo("" + seller.playerId());
    assertThat(shown.get("name")).isEqualTo(drawn.get("name"));

    Api.Caller buyer = Play.rich(API, base + 1_000);
    Play.twice(buyer, BUY, purchase(itemId, base + 400), "PurchaseReceipt");

    assertThat(Play.available(buyer)).isEqualTo(600);
    long fee = Math.round((base + 400) * 0.05);
    assertThat(Play.available(seller)).isEqualTo(5_000 - 250 + base + 400 - fee);
    assertThat(Play.items(buyer)).containsExactly(itemId);
    assertThat(Play.items(seller)).isEmpty();
    assertThat(found("")).isEmpty();
    Play.rich(API, base + 1_000)
        .post(BUY, Play.key(), purchase(itemId, base + 400))
        .isProblem(404, "LISTING_NOT_FOUND");
  }

  @Test
  void aCancelledListingIsNotFoundAndTheItemIsFreeAgain() {
    String itemId = Play.id(Play.draw(seller));
    seller.post(LIST, Play.key(), listing(itemId, base)).is(200);
    seller
        .post("/transactions/redeem", Play.key(), item(itemId))
        .isProblem(409, "ITEM_NOT_AVAILABLE");
    assertThat(found("")).containsExactly(itemId);

    Play.twice(seller, CANCEL, item(itemId), "DelistingReceipt");

    assertThat(found("")).isEmpty();
    seller.post(CANCEL, Play.key(), item(itemId)).isProblem(404, "LISTING_NOT_FOUND");
    seller.post(LIST, Play.key(), listing(itemId, base + 1)).is(200);
    assertThat(found("")).containsExactly(itemId);
    seller.post(CANCEL, Play.key(), item(itemId)).is(200);
    seller.post("/transactions/redeem", Play.key(), item(itemId)).is(200);
  }

  @Test
  void nobodySellsOrCancelsWhatIsAnothersNorBuysForLessThanThePrice() {
    String itemId = Play.id(Play.draw(seller));
    Api.Caller other = Play.rich(API, base + 100);
    other.post(LIST, Play.key(), listing(itemId, base)).isProblem(404, "ITEM_NOT_FOUND");
    other.post(BUY, Play.key(), purchase(itemId, base)).isProblem(404, "LISTING_NOT_FOUND");
    for (String bad : new String[] {"0", "-1", "10000000000", "'5'", "1.0"}) {
      seller
          .post(LIST, Play.key(), Play.body("{'itemId':'%s','priceMinor':%s}", itemId, bad))
          .isProblem(400, "FIELD_INVALID");
    }
    seller.post(LIST, Play.key(), listing(itemId, base + 50)).is(200);

    other.post(CANCEL, Play.key(), item(itemId)).isProblem(404, "ITEM_NOT_FOUND");
    other
        .post(BUY, Play.key(), purchase(itemId, base + 49))
        .isProblem(409, "LISTING_PRICE_CHANGED");
    seller.post(BUY, Play.key(), purchase(itemId, base + 50)).isProblem(422, "LISTING_OWN");
    Play.rich(API, 10)
        .post(BUY, Play.key(), purchase(itemId, base + 50))
        .isProblem(402, "INSUFFICIENT_FUNDS");
    other.post("/limits/cool-off", Play.key(), Play.body("{'days':1}")).is(200);
    other.post(BUY, Play.key(), purchase(itemId, base + 50)).isProblem(409, "PLAYER_PAUSED");

    assertThat(found("")).containsExactly(itemId);
    assertThat(Play.items(seller)).containsExactly(itemId);
    assertThat(Play.available(other)).isEqualTo(base + 100);
  }

  @Test
  void aSearchHasEveryListingOnceByPriceWhateverTheSizeOfItsPages() {
    List<Long> prices = new ArrayList<>();
    int rare = 0;
    for (int draw = 0; draw < 2; draw++) {
      for (JsonNode drawn : seller.open("market", 10).is(200).json().get("items")) {
        // Some prices several times, so that a page ends amid items of one price.
        long price = base + prices.size() / 3 * 10L;
        prices.add(price);
        rare += drawn.get("rarity").asString().equals("MARKET_RARE") ? 1 : 0;
        seller.post(LIST, Play.key(), listing(Play.id(drawn), price)).is(200);
      }
    }
    String shared = Play.id(Play.draw(seller));
    seller.post(LIST, Play.key(), listing(shared, base + 5_000)).is(200);

    List<String> all = found("");
    assertThat(all).hasSize(21).doesNotHaveDuplicates().endsWith(shared);
    List<String> falling = new ArrayList<>(all);
    java.util.Collections.reverse(falling);
    for (int limit : new int[] {1, 2, 3, 7, 20, 21, 22}) {
      assertThat(pages("", limit).stream().map(Play::id)).containsExactlyElementsOf(all);
      assertThat(pages("&sort=dearest", limit).stream().map(Play::id))
          .containsExactlyElementsOf(falling);
    }
    assertThat(pages("", 5).stream().map(one -> one.get("priceMinor").asLong()).limit(20))
        .containsExactlyElementsOf(prices);

    for (int limit : new int[] {1, 4, 200}) {
      assertThat(pages("&rarity=MARKET_RARE", limit)).hasSize(rare);
      assertThat(pages("&rarity=MARKET_RARE&sort=dearest", limit)).hasSize(rare);
      assertThat(pages("&boxId=market", limit).stream().map(Play::id))
          .containsExactlyElementsOf(all.subList(0, 20));
      assertThat(pages("&boxId=market&rarity=MARKET_PLAIN", limit)).hasSize(20 - rare);
    }
    assertThat(pages("&rarity=MARKET_RARE", 200))
        .allSatisfy(one -> assertThat(one.get("rarity").asString()).isEqualTo("MARKET_RARE"));
    assertThat(found("&boxId=shared")).containsExactly(shared);
  }

  @Test
  void aCursorIsGoodForItsFiltersOnlyAndBadParametersAreRefused() {
    for (JsonNode drawn : seller.open("market", 2).is(200).json().get("items")) {
      seller.post(LIST, Play.key(), listing(Play.id(drawn), base)).is(200);
    }
    String next = seller.get(range() + "&limit=1").is(200).json().get("next").asString();

    API.asNewPlayer().get(range() + "&limit=1&cursor=" + next).is(200);
    for (String other :
        List.of(
            MARKET + "?cursor=" + next,
            range() + "&sort=dearest&cursor=" + next,
            range() + "&rarity=MARKET_RARE&cursor=" + next,
            range() + "&boxId=market&cursor=" + next,
            "/transactions/history?cursor=" + next)) {
      seller.get(other).isProblem(400, "CURSOR_INVALID");
    }
    for (String bad :
        List.of(
            "rarity=rare",
            "rarity=",
            "minPriceMinor=0",
            "minPriceMinor=-1",
            "maxPriceMinor=10000000000",
            "maxPriceMinor=ten",
            "minPriceMinor=5&maxPriceMinor=4",
            "sort=newest",
            "limit=201")) {
      seller.get(MARKET + "?" + bad).isProblem(400, "FIELD_INVALID");
    }
    seller.get(MARKET + "?price=5").isProblem(400, "FIELD_UNKNOWN");
    seller.get(MARKET + "?boxId=no-such-box").isProblem(404, "BOX_NOT_FOUND");
    seller.get(MARKET + "?boxId=..").isProblem(404, "BOX_NOT_FOUND");
    API.asNobody().get(MARKET).isProblem(401, "UNAUTHENTICATED");
    API.asAdmin().post(LIST, Play.key(), listing(Play.NOBODYS, 5)).isProblem(403, "FORBIDDEN");
  }
}
