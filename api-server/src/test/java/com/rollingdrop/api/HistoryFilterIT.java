package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parts of a ledger: of a kind, of a time. */
class HistoryFilterIT {
  private static final Api API = Api.shared();
  private static final String PATH = "/transactions/history";

  private final Api.Caller player = Play.rich(API, 100_000);

  private List<JsonNode> found(String query, int limit) {
    List<JsonNode> all = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonNode page = player.get(PATH + "?limit=" + limit + query + next).is(200).json();
      assertThat(page.get("transactions").size()).isLessThanOrEqualTo(limit);
      page.get("transactions").forEach(all::add);
      next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
    }
    return all;
  }

  @Test
  void aFilterPicksTheSameEntriesAsReadingThemAllWhateverTheSizeOfThePages() {
    for (int i = 0; i < 9; i++) {
      player.deposit(1 + i).is(200);
      if (i % 3 == 0) {
        player.open("shared", 1).is(200);
      }
    }
    List<JsonNode> all = found("", 200);
    assertThat(all).hasSize(13);
    String from = all.get(9).get("createdAt").asString();
    String to = all.get(2).get("createdAt").asString();
    for (int limit : new int[] {1, 2, 3, 12, 13, 14, 200}) {
      assertThat(found("&kind=BOX_OPENING", limit))
          .hasSize(3)
          .containsExactlyElementsOf(
              all.stream().filter(one -> kind(one).equals("BOX_OPENING")).toList());
      List<JsonNode> between =
          all.stream()
              .filter(one -> time(one).compareTo(from) >= 0 && time(one).compareTo(to) < 0)
              .toList();
      assertThat(between).isNotEmpty().hasSizeLessThan(13);
      assertThat(found("&from=" + from + "&to=" + to, limit)).containsExactlyElementsOf(between);
      assertThat(found("&kind=DEPOSIT&from=" + from + "&to=" + to, limit))
          .containsExactlyElementsOf(
              between.stream().filter(one -> kind(one).equals("DEPOSIT")).toList());
    }
    assertThat(found("&kind=TRADE", 1)).isEmpty();
    assertThat(found("&to=2020-01-01T00:00:00Z", 5)).isEmpty();
    assertThat(found("&from=2999-01-01T00:00:00Z", 5)).isEmpty();
  }

  private static String kind(JsonNode entry) {
    return entry.get("kind").asString();
  }

  private static String time(JsonNode entry) {
    return entry.get("createdAt").asString();
  }

  @Test
  void aCursorIsGoodForItsFilterOnlyAndWhatIsNoFilterIsRefused() {
    player.deposit(1).is(200);
    String ofAll = next("");
    String ofDeposits = next("&kind=DEPOSIT");

    player.get(PATH + "?cursor=" + ofAll).is(200);
    player.get(PATH + "?kind=DEPOSIT&cursor=" + ofDeposits).is(200);
    player.get(PATH + "?kind=DEPOSIT&cursor=" + ofAll).isProblem(400, "CURSOR_INVALID");
    player.get(PATH + "?kind=TRADE&cursor=" + ofDeposits).isProblem(400, "CURSOR_INVALID");
    player.get(PATH + "?cursor=" + ofDeposits).isProblem(400, "CURSOR_INVALID");
    player
        .get(PATH + "?kind=DEPOSIT&from=2020-01-01T00:00:00Z&cursor=" + ofDeposits)
        .isProblem(400, "CURSOR_INVALID");
    API.asNewPlayer()
        .get(PATH + "?kind=DEPOSIT&cursor=" + ofDeposits)
        .isProblem(400, "CURSOR_INVALID");
    for (String bad :
        List.of(
            "kind=deposit",
            "kind=",
            "from=yesterday",
            "from=2026-11-23",
            "to=1700000000000",
            "to=%2B1000000000-12-31T00:00:00Z",
            "from=2026-11-23T00:00:00Z&to=2026-11-23T00:00:00Z")) {
      player.get(PATH + "?" + bad).isProblem(400, "FIELD_INVALID");
    }
  }

  private String next(String query) {
    return player.get(PATH + "?limit=1" + query).is(200).json().get("next").asString();
  }
}
