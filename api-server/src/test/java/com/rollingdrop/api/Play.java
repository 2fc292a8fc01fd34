package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What tests of transactions share: they are sent, sent again, and held against the contract. */
final class Play {
  static final String NOBODYS = "00000000-0000-4000-8000-000000000000";
  private static final JsonNode SCHEMAS = Contract.ROOT.requiredAt("/components/schemas");

  private Play() {}

  static String key() {
    return UUID.randomUUID().toString();
  }

  /** A JSON object; an apostrophe stands for a quotation mark. */
  @FormatMethod
  static String body(String format, Object... values) {
    return format.formatted(values).replace('\'', '"');
  }

  /** A player with cash. */
  static Api.Caller rich(Api api, long availableMinor) {
    Api.Caller player = api.asNewPlayer();
    player.deposit(availableMinor).is(200);
    return player;
  }

  /**
   * Carries out a transaction, and once more: the second reply is the first to the letter, and
   * another body under the same key is refused.
   *
   * @param schema of the receipt, which has all of its fields and no others
   */
  static JsonNode twice(Api.Caller caller, String path, String body, String schema) {
    String key = key();
    Api.Reply first = caller.post(path, key, body).is(200);
    Api.Reply second = caller.post(path, key, body).is(200);
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(second.text()).isEqualTo(first.text());
    fits(first.json(), schema);
    return first.json();
  }

  static void fits(JsonNode reply, String schema) {
    Set<String> required = new TreeSet<>();
    SCHEMAS.requiredAt("/" + schema + "/required").forEach(name -> required.add(name.asString()));
    assertThat(new TreeSet<>(reply.propertyNames())).as(schema).isEqualTo(required);
  }

  /** Opens the shared box once. */
  static JsonNode draw(Api.Caller player) {
    return player.open("shared", 1).is(200).json().get("items").get(0);
  }

  static String id(JsonNode item) {
    return item.get("itemId").asString();
  }

  static String transactionOf(JsonNode receipt) {
    return receipt.get("transactionId").asString();
  }

  static long wallet(Api.Caller player, String field) {
    return player.get("/wallet").is(200).json().get(field).asLong();
  }

  static long available(Api.Caller player) {
    return wallet(player, "availableMinor");
  }

  /** The ids of what the player owns. */
  static List<String> items(Api.Caller player) {
    return player
        .get("/inventory/user/" + player.playerId())
        .is(200)
        .json()
        .get("items")
        .valueStream()
        .map(Play::id)
        .toList();
  }

  /** A new player who has registered, and whose token has a session. */
  static Api.Caller loggedIn(Api api) {
    return loggedIn(api, "p" + UUID.randomUUID().toString().substring(0, 12));
  }

  /** A new player who has registered under this name, and whose token has a session. */
  static Api.Caller loggedIn(Api api, String name) {
    return api.withToken(
        api.asNobody()
            .post("/auth/register", "{\"name\":\"" + name + "\",\"password\":\"a long password\"}")
            .is(201)
            .json()
            .path("accessToken")
            .asString());
  }
}
