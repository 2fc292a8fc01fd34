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
        .containsExactly("boxId", "name", "priceMinor", "version", "oddsHash", "economics");
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
            "{\"boxId\":\"shared\",\"name\":\"A box\",\"priceMinor\":250,\"currency\":\"USD\",\"version\":1,"
                + "\"oddsHash\":\"5ac631a389fe59a2a37a706aefd3685aca1f85a9588f038f69709869b8e91eb5\","
                + "\"totalTickets\":4,\"economics\":{\"expectedValueMinor\":232,\"returnToPlayerBasisPoints\":9300},"
                + "\"items\":["
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
  void theCatalogueSaysWhatABoxGivesOnAverageAsTheBoxItselfDoes() {
    API.asAdmin().post("/admin/boxes", Api.BOX.formatted("econ-plain")).is(201);
    API.asAdmin()
        .post("/admin/boxes", Api.BOX.formatted("econ-free").replace(":250,", ":0,"))
        .is(201);
    API.asAdmin()
        .post(
            "/admin/boxes",
            Api.BOX
                .formatted("econ-promise")
                .replace(
                    "\"items\"", "\"guarantee\":{\"rarities\":[\"RARE\"],\"within\":2},\"items\""))
        .is(201);

    assertThat(economicsOf("econ-plain"))
        .isEqualTo("{\"expectedValueMinor\":232,\"returnToPlayerBasisPoints\":9300}");
    assertThat(economicsOf("econ-free")).isEqualTo("{\"expectedValueMinor\":232}");
    // 3,630/7 in the long run, see EconomicsTest; a first opening gives 232.5 all the same.
    assertThat(economicsOf("econ-promise"))
        .isEqualTo(
            "{\"expectedValueMinor\":518,\"returnToPlayerBasisPoints\":20742,\"withoutGuarantee\":"
                + "{\"expectedValueMinor\":232,\"returnToPlayerBasisPoints\":9300}}");
  }

  private static String economicsOf(String boxId) {
    String ofItems =
        API.asNobody().get("/boxes/" + boxId + "/items").is(200).json().get("economics").toString();
    JsonNode boxes = API.asNobody().get("/boxes/catalog?limit=200").is(200).json().get("boxes");
    List<String> listed =
        boxes
            .valueStream()
            .filter(box -> box.get("boxId").asString().equals(boxId))
            .map(box -> box.get("economics").toString())
            .toList();
    assertThat(listed).containsExactly(ofItems);
    return ofItems;
  }

  @Test
  void aReaderNeedNotReadAgainWhatHasNotChanged() {
    Api.Reply first = API.asNobody().get("/boxes/shared/items").is(200);
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache, public");
    assertThat(again("/boxes/shared/items", first)).isEqualTo(304);
    assertThat(again("/boxes/another/items", first)).isEqualTo(200);
    assertThat(API.asNobody().get("/boxes/shared/items?version=1").header("Cache-Control"))
        .contains("immutable");
  }

  @Test
  void aReaderOfTheCatalogueIsToldWhenABoxHasChanged() {
    String box = Api.BOX.formatted("0-tagged");
    API.asAdmin().post("/admin/boxes", box).is(201);
    Api.Reply first = API.asNobody().get("/boxes/catalog?limit=1").is(200);
    assertThat(first.text()).contains("\"0-tagged\"");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache, public");
    assertThat(again("/boxes/catalog?limit=1", first)).isEqualTo(304);

    API.asAdmin()
        .post("/admin/boxes", box.replace("\"valueMinor\":900", "\"valueMinor\":901"))
        .is(201);
    assertThat(again("/boxes/catalog?limit=1", first)).isEqualTo(200);
  }

  /** The status for a reader who has that reply. */
  private static int again(String path, Api.Reply had) {
    HttpRequest request =
        API.asNobody().request(path).header("If-None-Match", had.header("ETag")).GET().build();
    return API.send(request).http().statusCode();
  }
}
