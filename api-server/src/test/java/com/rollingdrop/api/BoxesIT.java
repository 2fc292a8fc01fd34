package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BoxesIT {
  private static final Api API = Api.shared();

  @Test
  void theCatalogueListsTheBoxesById() {
    for (String boxId : List.of("page-c", "page-a", "page-b")) {
      API.asAdmin().post("/admin/boxes", Api.BOX.formatted(boxId)).is(201);
    }
    List<String> all = idsOf(200);
    assertThat(all).contains("another", "page-a", "page-b", "page-c", "shared").isSorted();
    for (int limit : new int[] {1, 2, 3, all.size()}) {
      assertThat(idsOf(limit)).isEqualTo(all);
    }
    JsonNode box = API.asNobody().get("/boxes/catalog?limit=1").is(200).json().get("boxes").get(0);
    assertThat(box.propertyNames())
        .containsExactly("boxId", "name", "priceMinor", "version", "oddsHash");
  }

  private static List<String> idsOf(int limit) {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = API.asNobody().get("/boxes/catalog?limit=" + limit + next).is(200).json();
      page.get("boxes").forEach(box -> ids.add(box.get("boxId").asString()));
      next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
    } while (next != null);
    return ids;
  }

  @Test
  void theItemsStandInTheirOrderWithExactChances() {
    Api.Reply reply = API.asNobody().get("/boxes/shared/items").is(200);
    assertThat(reply.text())
        .isEqualTo(
            "{\"boxId\":\"shared\",\"name\":\"A box\",\"priceMinor\":250,\"version\":1,"
                + "\"oddsHash\":\"5ac631a389fe59a2a37a706aefd3685aca1f85a9588f038f69709869b8e91eb5\","
                + "\"totalTickets\":4,\"items\":["
                + "{\"definitionId\":\"rare\",\"name\":\"Rare — ★\",\"rarity\":\"RARE\",\"valueMinor\":900,\"tickets\":1,\"chance\":\"25\"},"
                + "{\"definitionId\":\"plain\",\"name\":\"Plain\",\"rarity\":\"COMMON\",\"valueMinor\":10,\"tickets\":3,\"chance\":\"75\"}]}");
  }

  @Test
  void anOlderVersionStaysReadable() {
    String first = Api.BOX.formatted("versions");
    API.asAdmin().post("/admin/boxes", first).is(201);
    String published = API.asNobody().get("/boxes/versions/items").is(200).text();
    API.asAdmin().post("/admin/boxes", first.replace(":250,", ":300,")).is(201);

    Api.Caller nobody = API.asNobody();
    assertThat(nobody.get("/boxes/versions/items").is(200).json().get("version").asInt())
        .isEqualTo(2);
    assertThat(nobody.get("/boxes/versions/items?version=1").is(200).text()).isEqualTo(published);
    assertThat(nobody.get("/boxes/versions/items?version=2").json().get("priceMinor").asLong())
        .isEqualTo(300);
    nobody.get("/boxes/versions/items?version=3").isProblem(404, "BOX_VERSION_NOT_FOUND");
    nobody.get("/boxes/versions/items?version=0").isProblem(400, "FIELD_INVALID");
    nobody.get("/boxes/versions/items?version=x").isProblem(400, "FIELD_INVALID");
    nobody.get("/boxes/no-such-box/items").isProblem(404, "BOX_NOT_FOUND");
    nobody.get("/boxes/NO/items").isProblem(404, "BOX_NOT_FOUND");
  }

  @Test
  void aReaderWhoHasTheVersionNeedNotReadItAgain() {
    Api.Reply first = API.asNobody().get("/boxes/shared/items").is(200);
    assertThat(first.header("ETag")).isEqualTo("\"shared@1\"");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache, public");
    HttpRequest again =
        API.asNobody()
            .request("/boxes/shared/items")
            .header("If-None-Match", first.header("ETag"))
            .GET()
            .build();
    assertThat(API.send(again).http().statusCode()).isEqualTo(304);
    assertThat(API.asNobody().get("/boxes/shared/items?version=1").header("Cache-Control"))
        .contains("immutable");
  }
}
