package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import com.rollingdrop.persistence.clickhouse.ClickHouseFront;
import com.rollingdrop.persistence.clickhouse.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server was started long before its ClickHouse, which is the real engine. */
@SuppressWarnings("NullAway.Init") // set before all tests
class AnalyticsIT {
  private static final Api API = Api.shared();
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String OVERVIEW = "/analytics/global/overview";

  @TempDir private static Path folder;
  private static LocalDate first;
  private static LocalDate second;
  private static String both;
  private static Api.Reply withoutClickHouse;
  private static ClickHouseFront clickHouse;

  @BeforeAll
  static void startClickHouse() throws Exception {
    // Young enough for the table, which forgets what is older than two years.
    first = LocalDate.now(ZoneOffset.UTC).minusDays(40);
    second = first.plusDays(1);
    both = "?from=" + first + "&to=" + second;
    withoutClickHouse = API.asAdmin().get(OVERVIEW);
    clickHouse = ClickHouseFront.start(folder, API.settings().clickhouse().port());
    ClickHouseConnections connections =
        new ClickHouseConnections(
            API.settings().clickhouse(),
            ClickHouseFront.secrets().text(Secret.CLICKHOUSE_PASSWORD));
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      Migrations.run(connection);
      statement.execute(
          "INSERT INTO transaction_events (timestamp, user_id, event_type, transaction_id, sequence,"
              + " occurred_at, currency, amount_minor, promo_minor, total_value_minor, box_id,"
              + " item_ids) VALUES "
              + String.join(
                  ",",
                  row(71, "DEPOSIT", 1, first, 10_000, 0, 0, 0),
                  row(71, "BOX_OPENING", 2, first, 250, 50, 2_029, 2),
                  row(71, "BOX_OPENING", 3, second, 1_000, 0, 400, 1),
                  row(72, "DEPOSIT", 4, second, 5_000, 0, 0, 0)));
    }
    answered();
  }

  private static String row(
      long player,
      String kind,
      int number,
      LocalDate day,
      long amountMinor,
      long promoMinor,
      long valueMinor,
      int items) {
    String at = day + " 10:00:0" + number;
    return "('%s',%d,'%s',generateUUIDv4(),%d,'%s.250','USD',%d,%d,%d,'shared',%s)"
        .formatted(
            at,
            player,
            kind,
            number,
            at,
            amountMinor,
            promoMinor,
            valueMinor,
            items == 2 ? "['a','b']" : items == 1 ? "['c']" : "[]");
  }

  private static void answered() {
    await().atMost(SOON).until(() -> API.asAdmin().get(OVERVIEW).http().statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    if (clickHouse != null) {
      clickHouse.close();
    }
  }

  @Test
  void aServerWithoutItsClickHouseSaysSo() {
    withoutClickHouse.isProblem(503, "ANALYTICS_UNAVAILABLE");
    assertThat(withoutClickHouse.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void aPlayerReadsWhatItDid() {
    JsonNode reply = API.asPlayer(71).get("/analytics/user/71/stats").is(200).json();

    assertThat(reply.get("userId").asString()).isEqualTo("71");
    assertThat(reply.get("from").isNull()).isTrue();
    assertThat(reply.get("firstAt").asString()).isEqualTo(first + "T10:00:01.000Z");
    assertThat(reply.get("lastAt").asString()).isEqualTo(second + "T10:00:03.000Z");
    assertThat(reply.at("/activity/openings").toString())
        .isEqualTo(
            "{\"openings\":2,\"draws\":3,\"paidMinor\":1250,\"promoMinor\":50,\"wonMinor\":2429,"
                + "\"grossMinor\":-1179,\"returnToPlayerBasisPoints\":19432}");
    assertThat(reply.at("/activity/depositedMinor").asLong()).isEqualTo(10_000);
    assertThat(reply.at("/activity/kinds/BOX_OPENING/transactions").asLong()).isEqualTo(2);
  }

  @Test
  void daysAreThoseThatWereAskedForBothIncluded() {
    Api.Caller player = API.asPlayer(71);
    String path = "/analytics/user/71/stats";
    JsonNode one = player.get(path + "?from=" + second + "&to=" + second).is(200).json();
    assertThat(one.get("from").asString()).isEqualTo(second.toString());
    assertThat(one.at("/activity/openings/paidMinor").asLong()).isEqualTo(1_000);
    assertThat(one.at("/activity/depositedMinor").asLong()).isZero();

    String months =
        "?from=" + YearMonth.from(first).atDay(1) + "&to=" + YearMonth.from(second).atEndOfMonth();
    JsonNode all = player.get(path).is(200).json().get("activity");
    assertThat(player.get(path + both).is(200).json().get("activity")).isEqualTo(all);
    assertThat(player.get(path + months).is(200).json().get("activity")).isEqualTo(all);
    JsonNode nothing = player.get(path + "?from=2026-01-01&to=2026-01-02").is(200).json();
    assertThat(nothing.get("firstAt").isNull()).isTrue();
    assertThat(nothing.at("/activity/openings").has("returnToPlayerBasisPoints")).isFalse();
  }

  @Test
  void anOverviewIsOfEverybodyAndSaysHowFreshItIs() {
    JsonNode reply = API.asAdmin().get(OVERVIEW + both).is(200).json();

    assertThat(reply.get("players").asLong()).isEqualTo(2);
    assertThat(reply.at("/activity/depositedMinor").asLong()).isEqualTo(15_000);
    assertThat(reply.at("/activity/openings/returnToPlayerBasisPoints").asLong()).isEqualTo(19_432);
    assertThat(reply.at("/freshness/newestEventAt").asString())
        .isEqualTo(second + "T10:00:04.000Z");
    assertThat(reply.at("/freshness/newestEventAgeSeconds").asLong())
        .isBetween(Duration.ofDays(38).toSeconds(), Duration.ofDays(40).toSeconds());
    // The last 31 days, in which nothing happened.
    JsonNode now = API.asAdmin().get(OVERVIEW).is(200).json();
    assertThat(now.get("players").asLong()).isZero();
    assertThat(LocalDate.parse(now.get("from").asString()).plusDays(30))
        .isEqualTo(now.get("to").asString());
  }

  @Test
  void whoMayNotSeeItDoesNot() {
    API.asPlayer(72).get("/analytics/user/71/stats").isProblem(403, "FORBIDDEN");
    API.asPlayer(72).get("/analytics/user/071/stats").isProblem(403, "FORBIDDEN");
    API.asPlayer(71).get(OVERVIEW).isProblem(403, "FORBIDDEN");
    API.asNobody().get(OVERVIEW).isProblem(401, "UNAUTHENTICATED");
    API.asNobody().get("/analytics/user/71/stats").isProblem(401, "UNAUTHENTICATED");
    API.asAdmin().get("/analytics/user/71/stats").is(200);
    API.asAdmin().get("/analytics/user/x/stats").isProblem(400, "FIELD_INVALID");
  }

  @Test
  void daysThatCannotBeAnsweredAreRefused() {
    for (String days :
        List.of(
            "from=2026-11-01",
            "to=2026-11-01",
            "from=2026-11-02&to=2026-11-01",
            "from=2026-02-30&to=2026-03-01",
            "from=1.11.2026&to=2026-11-01",
            "from=2026-01-02&to=2026-02-02",
            "from=2020-01-01&to=2023-01-31",
            "from=9999-01-01&to=9999-01-02")) {
      API.asAdmin().get(OVERVIEW + "?" + days).isProblem(400, "FIELD_INVALID");
    }
    API.asAdmin().get(OVERVIEW + "?day=2026-11-01").isProblem(400, "FIELD_UNKNOWN");
    API.asAdmin().get(OVERVIEW + "?from=2026-01-01&to=2026-01-31").is(200);
  }

  @Test
  void aClickHouseThatDiesTakesNothingElseWithItAndIsFoundAgain() throws Exception {
    clickHouse.kill();
    try {
      List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        replies.add(CompletableFuture.supplyAsync(() -> API.asAdmin().get(OVERVIEW)));
      }
      Api.Caller player = API.asNewPlayer();
      player.deposit(1_000).is(200);
      player.open("shared", 1).is(200);
      assertThat(player.wallet()).contains("\"availableMinor\":750,");
      for (CompletableFuture<Api.Reply> one : replies) {
        Api.Reply reply = one.join();
        String code = reply.is(503).json().get("code").asString();
        assertThat(code).isIn("ANALYTICS_UNAVAILABLE", "OVERLOADED");
        assertThat(reply.header("Retry-After")).isNotEmpty();
      }
      API.asAdmin().get(OVERVIEW).isProblem(503, "ANALYTICS_UNAVAILABLE");
    } finally {
      clickHouse.restart();
    }
    answered();
    assertThat(API.asAdmin().get(OVERVIEW + both).is(200).json().get("players").asLong())
        .isEqualTo(2);
  }
}
