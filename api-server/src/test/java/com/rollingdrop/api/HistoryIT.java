package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HistoryIT {
  private static final Api API = Api.shared();
  private static final String PATH = "/transactions/history";

  @Test
  void anEntryTellsWhatHappenedWithTheReplyAsItWas() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    Api.Reply opening = player.open("shared", 2).is(200);

    Api.Reply history = player.get(PATH).is(200);

    JsonNode entries = history.json().get("transactions");
    assertThat(entries).hasSize(2);
    assertThat(history.json().get("next").isNull()).isTrue();
    JsonNode newest = entries.get(0);
    assertThat(newest.propertyNames())
        .containsExactly(
            "transactionId",
            "kind",
            "sequence",
            "amountMinor",
            "debitAccount",
            "creditAccount",
            "balanceAfterMinor",
            "promoMinor",
            "promoAfterMinor",
            "createdAt",
            "receipt");
    assertThat(newest.get("transactionId")).isEqualTo(opening.json().get("transactionId"));
    assertThat(newest.get("kind").asString()).isEqualTo("BOX_OPENING");
    assertThat(newest.get("sequence").asLong()).isEqualTo(2);
    assertThat(newest.get("amountMinor").asLong()).isEqualTo(500);
    assertThat(newest.get("debitAccount").asString()).isEqualTo("PLAYER");
    assertThat(newest.get("creditAccount").asString()).isEqualTo("HOUSE");
    assertThat(newest.get("balanceAfterMinor").asLong()).isEqualTo(500);
    assertThat(newest.get("createdAt").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(history.text()).contains("\"receipt\":" + opening.text());
    assertThat(entries.get(1).get("kind").asString()).isEqualTo("DEPOSIT");
    assertThat(entries.get(1).get("debitAccount").asString()).isEqualTo("CASH_IN");
  }

  @Test
  void thePagesHoldEveryEntryOnceNewestFirst() {
    Api.Caller player = API.asNewPlayer();
    // Others in the same partitions, so that a page that is not the player's own would show.
    Api.Caller other = API.asNewPlayer();
    for (int i = 1; i <= 12; i++) {
      player.deposit(i).is(200);
      other.deposit(1_000_000).is(200);
    }
    for (int limit : new int[] {1, 3, 4, 5, 11, 12, 13, 200}) {
      List<Long> amounts = new ArrayList<>();
      String next = "";
      int pages = 0;
      do {
        JsonNode page = player.get(PATH + "?limit=" + limit + next).is(200).json();
        page.get("transactions").forEach(entry -> amounts.add(entry.get("amountMinor").asLong()));
        assertThat(page.get("transactions").size()).isBetween(1, limit);
        next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
        pages++;
      } while (next != null);
      assertThat(amounts).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
      assertThat(pages).isEqualTo((12 + limit - 1) / limit);
    }
  }

  @Test
  void aPlayerWithoutEntriesHasAnEmptyHistory() {
    assertThat(API.asNewPlayer().get(PATH).is(200).text())
        .isEqualTo("{\"transactions\":[],\"next\":null}");
  }

  @Test
  void aCursorOfSomebodyElseOrOfAnotherListOrGarbledIsRefused() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    player.open("shared", 1, UUID.randomUUID().toString()).is(200);
    player.open("shared", 1, UUID.randomUUID().toString()).is(200);
    String own = player.get(PATH + "?limit=1").is(200).json().get("next").asString();
    String ofItems =
        player
            .get("/inventory/user/" + player.playerId() + "?limit=1")
            .is(200)
            .json()
            .get("next")
            .asString();
    String ofBoxes =
        API.asNobody().get("/boxes/catalog?limit=1").is(200).json().get("next").asString();

    player.get(PATH + "?cursor=" + own).is(200);
    API.asNewPlayer().get(PATH + "?cursor=" + own).isProblem(400, "CURSOR_INVALID");
    for (String bad :
        List.of(
            ofItems,
            ofBoxes,
            "",
            "A",
            "%00",
            "!!!!",
            own + "A",
            own.substring(1),
            "x".repeat(5_000))) {
      player.get(PATH + "?cursor=" + bad).isProblem(400, "CURSOR_INVALID");
    }
  }
}
