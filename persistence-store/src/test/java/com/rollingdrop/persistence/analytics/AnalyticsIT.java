package com.rollingdrop.persistence.analytics;

import static com.rollingdrop.persistence.clickhouse.ClickHouseFront.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.testing.FreePorts;
import com.rollingdrop.persistence.analytics.Questions.Question;
import com.rollingdrop.persistence.clickhouse.ClickHouseConnections;
import com.rollingdrop.persistence.clickhouse.ClickHouseFront;
import com.rollingdrop.persistence.clickhouse.SinksProcess;
import com.rollingdrop.persistence.events.KafkaBroker;
import com.rollingdrop.persistence.events.TestSettings;
import com.rollingdrop.persistence.events.TopicWriter;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from the topic; what each question must answer was reckoned by hand. */
@SuppressWarnings("NullAway.Init") // set before all tests
class AnalyticsIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final EventSet EVENTS = new EventSet();
  private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();

  @TempDir private static Path directory;
  private static ClickHouseFront clickHouse;
  private static KafkaBroker kafka;
  private static Settings settings;
  private static Analytics analytics;

  @BeforeAll
  static void sendEachEventTwice() throws Exception {
    clickHouse = ClickHouseFront.start(directory.resolve("clickhouse"));
    kafka = KafkaBroker.start(directory.resolve("kafka"));
    TestSettings test =
        new TestSettings(directory)
            .with("KAFKA_PORT", kafka.port())
            .with("CLICKHOUSE_PORT", clickHouse.port())
            .with("SINKS_BATCH_MAX", 5);
    settings = test.load();
    Topics.ensure(settings.kafka(), KafkaAccess.of(settings, KafkaUser.SINKS));
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>(EVENTS.messages(settings));
    messages.addAll(EVENTS.messages(settings));
    Collections.rotate(messages, 3);
    messages.add(EventSet.inEuros(test));
    try (SinksProcess sinks = SinksProcess.start(settings, ClickHouseFront.secrets())) {
      assertThat(sinks).isNotNull();
      TopicWriter.send(settings, messages);
      String expected = Integer.toString(EVENTS.size() + 1);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(query(settings, "SELECT count() FROM transaction_events"))
                      .containsExactly(expected));
    }
    analytics =
        new Analytics(settings, ClickHouseFront.secrets(), REGISTRY, InstantSource.fixed(NOW));
  }

  @AfterAll
  static void stop() {
    if (analytics != null) {
      analytics.close();
      kafka.close();
      clickHouse.close();
    }
  }

  @Test
  void aPlayersStatisticsAreExactByKind() {
    PlayerStats stats = analytics.player(1).value();

    assertThat(stats.activity().byKind())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "BOX_OPENING", new Totals(2, 1_250, 50, 2_429, 3),
                    "DEPOSIT", new Totals(1, 10_000, 0, 0, 0),
                    "REDEMPTION", new Totals(1, 1_999, 0, 0, 0),
                    "WITHDRAWAL_HOLD", new Totals(1, 2_000, 0, 0, 0),
                    "WITHDRAWAL_SETTLEMENT", new Totals(1, 2_000, 0, 0, 0))));
    assertThat(stats.firstAt()).isEqualTo(EVENTS.at(0, "10:15:00"));
    assertThat(stats.lastAt()).isEqualTo(EVENTS.at(1, "09:00:00"));
    assertThat(stats.activity().withdrawnMinor()).isEqualTo(2_000);
    assertThat(stats.activity().redeemedMinor()).isEqualTo(1_999);
  }

  @Test
  void aPlayersDaysAreThoseThatWereAskedFor() {
    PlayerStats second = analytics.player(1, EVENTS.days(1, 1)).value();

    assertThat(second.activity().byKind())
        .containsOnlyKeys("REDEMPTION", "WITHDRAWAL_HOLD", "WITHDRAWAL_SETTLEMENT");
    assertThat(second.firstAt()).isEqualTo(EVENTS.at(1, "07:00:00"));
    assertThat(second.lastAt()).isEqualTo(EVENTS.at(1, "09:00:00"));
    assertThat(analytics.player(1, EVENTS.days(0, 1)).value())
        .isEqualTo(analytics.player(1).value())
        .isEqualTo(analytics.player(1, EVENTS.months()).value());
    assertThat(analytics.player(1, EVENTS.days(5, 6)).value())
        .isEqualTo(new PlayerStats(1, Activity.NONE, null, null));
  }

  @Test
  void aPlayerWhomNobodyKnowsDidNothing() {
    PlayerStats nobody = analytics.player(77).value();

    assertThat(nobody).isEqualTo(new PlayerStats(77, Activity.NONE, null, null));
    assertThat(nobody.activity().openings().returnToPlayerBasisPoints()).isEmpty();
  }

  @Test
  void anOverviewCountsEachPlayerOnce() {
    Overview first = analytics.overview(EVENTS.days(0, 0)).value();
    assertThat(first.players()).isEqualTo(2);
    assertThat(first.activity().depositedMinor()).isEqualTo(15_000);
    assertThat(first.activity().openings()).isEqualTo(new Openings(2, 3, 1_250, 50, 2_429));

    Overview both = analytics.overview(EVENTS.days(0, 1)).value();
    assertThat(both.players()).isEqualTo(3);
    assertThat(both.activity().openings()).isEqualTo(new Openings(4, 6, 2_000, 50, 2_449));
    assertThat(both.activity().marketFeesMinor()).isEqualTo(50);
    assertThat(both.activity().of(TransactionKind.PROMOTION))
        .isEqualTo(new Totals(1, 700, 700, 0, 0));

    assertThat(analytics.overview(EVENTS.months()).value()).isEqualTo(both);
    assertThat(analytics.overview(EVENTS.days(5, 6)).value())
        .isEqualTo(new Overview(0, Activity.NONE));
  }

  @Test
  void boxesStandInOrderOfTheirOpenings() {
    assertThat(analytics.boxes(EVENTS.days(0, 1), 10).value())
        .containsExactly(
            new BoxStats("starter", new Openings(3, 5, 1_000, 50, 2_049)),
            new BoxStats("gold", new Openings(1, 1, 1_000, 0, 400)));
    assertThat(analytics.boxes(EVENTS.days(0, 1), 1).value())
        .extracting(BoxStats::boxId)
        .containsExactly("starter");
    assertThat(analytics.boxes(EVENTS.hours(0, 11, 12), 10).value())
        .extracting(BoxStats::boxId)
        .containsExactly("gold");
  }

  @Test
  void anHourEndsWhereTheNextBegins() {
    List<Period> hours = analytics.series(EVENTS.hours(0, 9, 12), Step.HOUR).value();

    assertThat(hours)
        .extracting(Period::from)
        .containsExactly(
            EVENTS.at(0, "09:00:00"), EVENTS.at(0, "10:00:00"), EVENTS.at(0, "11:00:00"));
    assertThat(hours.get(0).activity()).isEqualTo(Activity.NONE);
    assertThat(hours.get(1).activity().depositedMinor()).isEqualTo(10_000);
    assertThat(hours.get(1).activity().openings()).isEqualTo(new Openings(1, 2, 250, 50, 2_029));
    assertThat(hours.get(2).activity().openings()).isEqualTo(new Openings(1, 1, 1_000, 0, 400));
  }

  @Test
  void daysAreThoseOfUtc() {
    List<Period> days = analytics.series(EVENTS.days(0, 2), Step.DAY).value();

    assertThat(days)
        .extracting(day -> day.activity().openings().paidMinor())
        .containsExactly(1_250L, 750L, 0L);
    assertThat(days)
        .extracting(day -> day.activity().openings().grossMinor())
        .containsExactly(1_250L - 2_429, 750L - 20, 0L);
  }

  @Test
  void theBestPlayersAreRankedByWhatIsAskedFor() {
    assertThat(analytics.topPlayers(EVENTS.days(0, 1), Ranking.PAID, 10).value())
        .containsExactly(
            new TopPlayer(1, new Openings(2, 3, 1_250, 50, 2_429)),
            new TopPlayer(2, new Openings(2, 3, 750, 0, 20)));
    assertThat(analytics.topPlayers(EVENTS.days(1, 1), Ranking.WON, 10).value())
        .extracting(TopPlayer::playerId)
        .containsExactly(2L);
    assertThat(analytics.topPlayers(EVENTS.months(), Ranking.PAID, 10).value())
        .isEqualTo(analytics.topPlayers(EVENTS.days(0, 1), Ranking.PAID, 10).value());
    // Who is equal stands in order of the id.
    assertThat(analytics.topPlayers(EVENTS.days(0, 1), Ranking.OPENINGS, 1).value())
        .extracting(TopPlayer::playerId)
        .containsExactly(1L);
  }

  @Test
  void anAnswerSaysHowFreshItIs() {
    Answer<PlayerStats> answer = analytics.player(1);

    assertThat(answer.askedAt()).isEqualTo(NOW);
    assertThat(answer.newestEventAt()).isEqualTo(EVENTS.at(1, "09:00:00"));
  }

  @Test
  void everyQuestionButThoseOfPlayersInDaysIsAnsweredFromARollup() {
    Sql sql = new Sql("USD");
    for (String question :
        List.of(
            sql.player(1),
            sql.player(1, EVENTS.months()),
            sql.activity(EVENTS.days(0, 1)),
            sql.players(EVENTS.months()),
            sql.boxes(EVENTS.hours(0, 9, 12), 10),
            sql.series(EVENTS.hours(0, 9, 12), Step.HOUR),
            sql.series(EVENTS.days(0, 1), Step.DAY),
            sql.ranked(EVENTS.months(), Ranking.PAID, 10),
            sql.openingsOf(List.of(1L, 2L), EVENTS.months()))) {
      // Fails where the events themselves would have to be read.
      assertThatCode(() -> query(settings, question + " SETTINGS force_optimize_projection = 1"))
          .as(question)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    Window hour = EVENTS.hours(0, 1, 2);
    assertThatIllegalArgumentException().isThrownBy(() -> analytics.player(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> analytics.overview(hour));
    assertThatIllegalArgumentException().isThrownBy(() -> analytics.player(1, hour));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analytics.overview(EVENTS.days(-1, 31)))
        .withMessageContaining("31 days at most");
    assertThatIllegalArgumentException().isThrownBy(() -> analytics.series(hour, Step.DAY));
    assertThatIllegalArgumentException().isThrownBy(() -> analytics.boxes(hour, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analytics.topPlayers(EVENTS.days(0, 1), Ranking.WON, 1_001));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> analytics.series(EVENTS.days(0, 40), Step.HOUR))
        .withMessageContaining("984 periods");
  }

  @Test
  void oneQuestionMoreThanIsAllowedIsToldSo() {
    try (Questions questions = oneAtATime()) {
      Question<Boolean> inner = asking -> true;
      Question<Boolean> outer =
          asking -> {
            assertThatExceptionOfType(AnalyticsException.class)
                .isThrownBy(() -> questions.ask("inner", inner))
                .extracting(AnalyticsException::reason)
                .isEqualTo(AnalyticsException.Reason.BUSY);
            return true;
          };
      assertThat(questions.ask("outer", outer).value()).isTrue();
      assertThat(questions.ask("inner", inner).value()).as("its turn comes").isTrue();
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsGivenUp() {
    try (Questions questions = oneAtATime()) {
      assertThatExceptionOfType(AnalyticsException.class)
          .isThrownBy(
              () ->
                  questions.ask("slow", asking -> asking.rows("SELECT sleep(3)", ResultSet::next)))
          .extracting(AnalyticsException::reason)
          .isEqualTo(AnalyticsException.Reason.TIMEOUT);
    }
  }

  private static Questions oneAtATime() {
    ClickHouseConnections connections =
        new ClickHouseConnections(
            settings.clickhouse(), ClickHouseFront.secrets().text(Secret.CLICKHOUSE_PASSWORD));
    return new Questions(
        connections.pool("test", 1, 1_000), 1_000, REGISTRY, InstantSource.fixed(NOW));
  }

  @Test
  void aClickHouseThatIsAwayIsNamedAsTheReason() throws Exception {
    Settings nowhere =
        new TestSettings(directory)
            .with("CLICKHOUSE_PORT", FreePorts.next())
            .with("ANALYTICS_TIMEOUT_MS", 500)
            .load();
    try (Analytics asking =
        new Analytics(nowhere, ClickHouseFront.secrets(), REGISTRY, InstantSource.fixed(NOW))) {
      assertThatExceptionOfType(AnalyticsException.class)
          .isThrownBy(() -> asking.player(1))
          .extracting(AnalyticsException::reason)
          .isEqualTo(AnalyticsException.Reason.UNAVAILABLE);
    }
  }
}
