package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PublishBoxIT {
  private static final Api API = Api.shared();

  private static Api.Reply publish(String body) {
    return API.asAdmin().post("/admin/boxes", body);
  }

  private static List<String> fieldsOf(JsonNode problem) {
    return problem.get("errors").valueStream().map(e -> e.get("field").asString()).toList();
  }

  @Test
  void aDefinitionIsPublishedOnceHoweverOftenItIsSent() {
    JsonNode first = publish(Api.BOX.formatted("twice")).is(201).json();
    JsonNode second = publish(Api.BOX.formatted("twice")).is(200).json();

    assertThat(first.propertyNames())
        .containsExactly("boxId", "version", "oddsHash", "totalTickets", "created");
    assertThat(first.get("version").asInt()).isEqualTo(1);
    assertThat(first.get("created").asBoolean()).isTrue();
    assertThat(second.get("version").asInt()).isEqualTo(1);
    assertThat(second.get("created").asBoolean()).isFalse();
    assertThat(second.get("oddsHash")).isEqualTo(first.get("oddsHash"));
  }

  @Test
  void aDefinitionSentByManyAtOnceIsPublishedOnce() {
    List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      replies.add(CompletableFuture.supplyAsync(() -> publish(Api.BOX.formatted("many"))));
    }
    assertThat(replies.stream().map(r -> r.join().http().statusCode()).filter(s -> s == 201))
        .hasSize(1);
    assertThat(replies.stream().map(r -> r.join().json().get("version").asInt()).distinct())
        .containsExactly(1);
  }

  @Test
  void aNewPriceCountsFromTheNextOpeningOn() {
    publish(Api.BOX.formatted("price")).is(201);
    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    assertThat(player.open("price", 1).json().get("chargedMinor").asLong()).isEqualTo(250);

    publish(Api.BOX.formatted("price").replace(":250,", ":300,")).is(201);

    JsonNode receipt = player.open("price", 1).is(200).json();
    assertThat(receipt.get("chargedMinor").asLong()).isEqualTo(300);
    assertThat(receipt.get("boxVersion").asInt()).isEqualTo(2);
  }

  @Test
  void aStockAndAGuaranteeArePublishedAndKept() {
    String box =
        Api.BOX
            .formatted("promise")
            .replace(
                "\"items\"",
                "\"stock\":3,\"guarantee\":{\"rarities\":[\"RARE\"],\"within\":2},\"items\"");
    publish(box).is(201);
    publish(box).is(200);
    JsonNode published = API.asNobody().get("/boxes/promise/items").is(200).json();
    assertThat(published.get("stock").asLong()).isEqualTo(3);
    assertThat(published.get("guarantee").toString())
        .isEqualTo("{\"rarities\":[\"RARE\"],\"within\":2}");

    Api.Caller player = API.asNewPlayer();
    player.deposit(1_000).is(200);
    JsonNode receipt = player.open("promise", 2).is(200).json();
    assertThat(receipt.get("stock").asLong()).isEqualTo(3);
    assertThat(receipt.get("guarantee").propertyNames())
        .containsExactly("rarities", "within", "missesAfter");
    assertThat(receipt.at("/fairness/draws/0/missesBefore").asInt()).isZero();
    JsonNode problem = player.open("promise", 2).isProblem(409, "BOX_SOLD_OUT").json();
    assertThat(problem.get("detail").asString()).contains("no more than 1 draws left");
    player.open("promise", 1).is(200);
    publish(box.replace("\"stock\":3,", "\"stock\":2,")).isProblem(409, "BOX_STOCK_CONFLICT");
    publish(box.replace("\"stock\":3,", "")).isProblem(409, "BOX_STOCK_CONFLICT");
    publish(box.replace("\"stock\":3,", "\"stock\":4,")).is(201);
    player.open("promise", 1).is(200);
  }

  @Test
  void aStockOrAGuaranteeThatMakesNoSenseIsRefusedWithEveryReason() {
    String box = Api.BOX.formatted("nonsense");
    assertThat(
            fieldsOf(
                publish(
                        box.replace(
                            "\"items\"",
                            "\"stock\":0,\"guarantee\":{\"rarities\":[\"MYTHIC\"],\"within\":9},\"items\""))
                    .isProblem(400, "BOX_DEFINITION_INVALID")
                    .json()))
        .containsExactly("stock", "guarantee.rarities");
    assertThat(
            fieldsOf(
                publish(
                        box.replace(
                            "\"items\"",
                            "\"stock\":\"9\",\"guarantee\":{\"rarities\":[1],\"within\":1},\"items\""))
                    .isProblem(400, "FIELD_INVALID")
                    .json()))
        .containsExactly("stock", "guarantee.rarities", "guarantee.within");
    publish(box.replace("\"items\"", "\"guarantee\":[],\"items\"")).isProblem(400, "FIELD_INVALID");
    publish(
            box.replace(
                "\"items\"",
                "\"guarantee\":{\"rarities\":[\"RARE\"],\"within\":2,\"x\":1},\"items\""))
        .isProblem(400, "FIELD_UNKNOWN");
    API.asNobody().get("/boxes/nonsense/items").isProblem(404, "BOX_NOT_FOUND");
  }

  @Test
  void everyReasonIsToldAtOnce() {
    JsonNode problem =
        publish(
                """
                {"boxId":"Bad Id","name":"","priceMinor":-1,"totalTickets":5,"items":[
                  {"definitionId":"a","name":"A","rarity":"RARE","valueMinor":-5,"tickets":1},
                  {"definitionId":"a","name":"A","rarity":"rare","valueMinor":5,"tickets":2}]}
                """)
            .isProblem(400, "BOX_DEFINITION_INVALID")
            .json();
    assertThat(fieldsOf(problem))
        .containsExactly(
            "boxId",
            "name",
            "priceMinor",
            "items[0].valueMinor",
            "items[1].definitionId",
            "items[1].rarity",
            "totalTickets");
  }

  @Test
  void whatCannotBeReadIsToldTogetherWithWhatIsWrongElsewhere() {
    JsonNode problem =
        publish(
                """
                {"boxId":"bad","priceMinor":-1,"totalTickets":3,"items":[
                  {"definitionId":"a","name":"A","rarity":"RARE","valueMinor":5,"tickets":"1"},
                  {"definitionId":"b","name":"","rarity":"RARE","valueMinor":5,"tickets":2}, 7]}
                """)
            .isProblem(400, "FIELD_INVALID")
            .json();
    assertThat(fieldsOf(problem))
        .containsExactly("name", "items[2]", "items[0].tickets", "priceMinor", "items[1].name");
  }

  @Test
  void oddsThatDoNotAddUpAreRefusedAndNothingIsPublished() {
    publish(Api.BOX.formatted("odds").replace("\"totalTickets\":4", "\"totalTickets\":5"))
        .isProblem(400, "BOX_DEFINITION_INVALID");
    publish("{\"boxId\":\"odds\",\"name\":\"n\",\"priceMinor\":1,\"totalTickets\":1,\"items\":[]}")
        .isProblem(400, "BOX_DEFINITION_INVALID");
    publish(Api.BOX.formatted("odds").replace("\"tickets\":3", "\"tickets\":3,\"chance\":75"))
        .isProblem(400, "FIELD_UNKNOWN");
    API.asNobody().get("/boxes/odds/items").isProblem(404, "BOX_NOT_FOUND");
  }
}
