package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InventoryIT {
  private static final Api API = Api.shared();

  private static String path(long playerId) {
    return "/inventory/user/" + playerId;
  }

  @Test
  void theItemsAreThoseOfTheReceipts() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    JsonNode receipt = player.open("shared", 1).is(200).json();

    JsonNode inventory = player.get(path(player.playerId())).is(200).json();

    assertThat(inventory.propertyNames()).containsExactly("userId", "items", "next");
    assertThat(inventory.get("userId").asString()).isEqualTo("" + player.playerId());
    assertThat(inventory.get("next").isNull()).isTrue();
    JsonNode item = inventory.get("items").get(0);
    assertThat(item.propertyNames())
        .containsExactly(
            "itemId",
            "definitionId",
            "name",
            "rarity",
            "valueMinor",
            "state",
            "acquiredAt",
            "transactionId");
    JsonNode drawn = receipt.get("items").get(0);
    for (String field : drawn.propertyNames()) {
      assertThat(item.get(field)).isEqualTo(drawn.get(field));
    }
    assertThat(item.get("state").asString()).isEqualTo("OWNED");
    assertThat(item.get("transactionId")).isEqualTo(receipt.get("transactionId"));
  }

  @Test
  void thePagesHoldEveryItemOnceNewestFirst() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(100_000).is(200);
    List<String> expected = new ArrayList<>();
    for (int count : new int[] {1, 10, 3, 7, 1, 1, 10}) {
      List<String> drawn = new ArrayList<>();
      player
          .open("shared", count)
          .is(200)
          .json()
          .get("items")
          .forEach(item -> drawn.add(item.get("itemId").asString()));
      expected.addAll(drawn);
    }
    for (int limit : new int[] {1, 2, 5, 10, 11, 32, 33, 34, 200}) {
      List<String> found = new ArrayList<>();
      String next = "";
      do {
        JsonNode page =
            player.get(path(player.playerId()) + "?limit=" + limit + next).is(200).json();
        page.get("items").forEach(item -> found.add(item.get("itemId").asString()));
        assertThat(page.get("items")).isNotEmpty();
        assertThat(page.get("items").size()).isLessThanOrEqualTo(limit + 9);
        next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
      } while (next != null);
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(found.subList(0, 10))
          .containsExactlyInAnyOrderElementsOf(expected.subList(23, 33));
    }
  }

  @Test
  void aForeignInventoryIsForbiddenToPlayersAndOpenToAdministrators() {
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    player.open("shared", 2).is(200);
    Api.Caller other = API.asNewPlayer();

    other.get(path(player.playerId())).isProblem(403, "FORBIDDEN");
    other.get("/inventory/user/somebody").isProblem(403, "FORBIDDEN");
    other.get("/inventory/user/0" + other.playerId()).isProblem(403, "FORBIDDEN");
    JsonNode seen = API.asAdmin().get(path(player.playerId())).is(200).json();
    assertThat(seen.get("items")).hasSize(2);
    API.asAdmin().get("/inventory/user/somebody").isProblem(400, "FIELD_INVALID");
    API.asAdmin().get("/inventory/user/0").isProblem(400, "FIELD_INVALID");
  }
}
