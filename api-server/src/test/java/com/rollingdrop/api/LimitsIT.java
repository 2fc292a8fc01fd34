package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Limits and pauses that players set for themselves. */
class LimitsIT {
  private static final Api API = Api.shared();
  private static final String LIMITS = "/limits";
  private static final String COOL_OFF = "/limits/cool-off";
  private static final String EXCLUSION = "/limits/self-exclusion";

  private final Api.Caller player = Play.rich(API, 1_000);

  private static String limit(String amountMinor) {
    return "{\"amountMinor\":" + amountMinor + "}";
  }

  private static String days(String days) {
    return "{\"days\":" + days + "}";
  }

  private JsonNode limits() {
    JsonNode limits = player.get(LIMITS).is(200).json();
    Play.fits(limits, "Limits");
    return limits;
  }

  @Test
  void aLimitHoldsAtOnceAndTheReadingSaysWhatIsLeft() {
    assertThat(limits().get("limits")).isEmpty();
    String key = Play.key();
    Api.Reply first = player.put("/limits/DEPOSIT/DAY", key, limit("1500")).is(200);
    Api.Reply again = player.put("/limits/DEPOSIT/DAY", key, limit("1500")).is(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    Play.fits(first.json(), "LimitReceipt");
    player.put("/limits/DEPOSIT/WEEK", key, limit("1500")).isProblem(422, "IDEMPOTENCY_KEY_REUSED");

    player.deposit(501).isProblem(409, "LIMIT_REACHED");
    player.deposit(500).is(200);
    assertThat(Play.available(player)).isEqualTo(1_500);

    JsonNode use = limits().get("limits").get(0);
    assertThat(use.get("limit").asString()).isEqualTo("DEPOSIT");
    assertThat(use.get("window").asString()).isEqualTo("DAY");
    assertThat(use.get("amountMinor").asLong()).isEqualTo(1_500);
    assertThat(use.get("usedMinor").asLong()).isEqualTo(1_500);
    assertThat(use.get("leftMinor").asLong()).isZero();
    assertThat(use.get("next").isNull()).isTrue();
    assertThat(Instant.parse(use.get("windowEndsAt").asString())).isAfter(Instant.now());
  }

  @Test
  void aHigherLimitOrNoneFollowsLaterAndALowerOneHoldsAtOnce() {
    player.put("/limits/SPEND/MONTH", Play.key(), limit("250")).is(200);
    JsonNode none = player.put("/limits/SPEND/MONTH", Play.key(), limit("null")).is(200).json();
    assertThat(none.get("amountMinor").asLong()).isEqualTo(250);
    assertThat(none.get("next").get("amountMinor").isNull()).isTrue();
    assertThat(limits().get("limits").get(0).get("next").get("amountMinor").isNull()).isTrue();

    player.open("shared", 2).isProblem(409, "LIMIT_REACHED");
    player.open("shared", 1).is(200);
    player.put("/limits/SPEND/MONTH", Play.key(), limit("0")).is(200);
    JsonNode use = limits().get("limits").get(0);
    assertThat(use.get("amountMinor").asLong()).isZero();
    assertThat(use.get("next").isNull()).isTrue();
    player.open("shared", 1).isProblem(409, "LIMIT_REACHED");
  }

  @Test
  void whatIsNoLimitIsRefusedAndChangesNothing() {
    String before = player.wallet();
    for (String bad : List.of("-1", "1.5", "\"5\"", "1000000000000", "true", "[]")) {
      player.put("/limits/LOSS/WEEK", Play.key(), limit(bad)).isProblem(400, "FIELD_INVALID");
    }
    // A field that is missing must not be the end of a limit.
    player.put("/limits/LOSS/WEEK", Play.key(), "{}").isProblem(400, "FIELD_INVALID");
    player
        .put("/limits/LOSS/WEEK", Play.key(), "{\"amountMinor\":1,\"userId\":\"1001\"}")
        .isProblem(400, "FIELD_UNKNOWN");
    player.put("/limits/LOSS/WEEK", limit("1")).isProblem(400, "IDEMPOTENCY_KEY_REQUIRED");
    for (String path : List.of("/limits/loss/WEEK", "/limits/LOSS/YEAR", "/limits/1001/DAY")) {
      player.put(path, Play.key(), limit("1")).isProblem(400, "FIELD_INVALID");
    }
    API.asAdmin().put("/limits/LOSS/WEEK", Play.key(), limit("1")).isProblem(403, "FORBIDDEN");
    API.asAdmin().get(LIMITS).isProblem(403, "FORBIDDEN");

    assertThat(limits().get("limits")).isEmpty();
    assertThat(player.wallet()).isEqualTo(before);
  }

  @Test
  void aCoolOffKeepsFromPlayAndLetsMoneyOutAndIsOnlyProlonged() {
    JsonNode receipt = Play.twice(player, COOL_OFF, days("2"), "PauseReceipt");
    Instant until = Instant.parse(receipt.get("until").asString());
    assertThat(until).isBetween(in(1), in(3));
    assertThat(Instant.parse(limits().get("coolOffUntil").asString())).isEqualTo(until);

    player.deposit(1).isProblem(409, "PLAYER_PAUSED");
    player.open("shared", 1).isProblem(409, "PLAYER_PAUSED");
    player.post(COOL_OFF, Play.key(), days("1")).isProblem(409, "PAUSE_CANNOT_BE_SHORTENED");
    for (String bad : List.of("0", "43", "null", "-1", "1.0")) {
      player.post(COOL_OFF, Play.key(), days(bad)).isProblem(400, "FIELD_INVALID");
    }
    player.post(COOL_OFF, Play.key(), days("3")).is(200);
    assertThat(Instant.parse(limits().get("coolOffUntil").asString())).isAfter(until);
    player.post("/transactions/withdraw", Play.key(), Play.body("{'amountMinor':1000}")).is(200);
    assertThat(Play.available(player)).isZero();
  }

  @Test
  void aSelfExclusionLastsHalfAYearOrForEver() {
    for (String bad : List.of("183", "36526", "0", "\"184\"")) {
      player.post(EXCLUSION, Play.key(), days(bad)).isProblem(400, "FIELD_INVALID");
    }
    player.post(EXCLUSION, Play.key(), "{}").isProblem(400, "FIELD_INVALID");
    assertThat(limits().get("excluded").asBoolean()).isFalse();

    Play.twice(player, EXCLUSION, days("184"), "PauseReceipt");
    assertThat(Instant.parse(limits().get("excludedUntil").asString())).isBetween(in(183), in(185));
    player.open("shared", 1).isProblem(409, "PLAYER_EXCLUDED");

    JsonNode forEver = player.post(EXCLUSION, Play.key(), days("null")).is(200).json();
    assertThat(forEver.get("until").isNull()).isTrue();
    assertThat(limits().get("excluded").asBoolean()).isTrue();
    assertThat(limits().get("excludedUntil").isNull()).isTrue();
    player.post(EXCLUSION, Play.key(), days("184")).isProblem(409, "PAUSE_CANNOT_BE_SHORTENED");
    assertThat(Play.available(player)).isEqualTo(1_000);
  }

  @Test
  void everybodysLimitsAreTheirOwn() {
    player.put("/limits/DEPOSIT/DAY", Play.key(), limit("1")).is(200);
    Api.Caller other = API.asNewPlayer();

    assertThat(other.get(LIMITS).is(200).json().get("limits")).isEmpty();
    other.deposit(100).is(200);
    other.get(LIMITS + "?userId=" + player.playerId()).isProblem(400, "FIELD_UNKNOWN");
  }

  private static Instant in(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }
}
