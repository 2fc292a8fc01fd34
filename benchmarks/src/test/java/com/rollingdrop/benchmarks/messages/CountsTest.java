package com.rollingdrop.benchmarks.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.benchmarks.engine.Traffic;
import com.rollingdrop.benchmarks.engine.Traffic.Counters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class CountsTest {
  /** Ten batches of eight; besides, one reading of the counters. */
  private static final Tally TALLY =
      new Tally(
          8,
          10,
          new Traffic(
              new Counters(11, 1_100, 11, 2_100),
              List.of(new Counters(21, 5_100, 21, 3_100), new Counters(10, 1_000, 10, 2_000))),
          new Traffic(
              new Counters(1, 100, 1, 100),
              List.of(new Counters(1, 100, 1, 100), new Counters(0, 0, 0, 0))));

  private static final Counts COUNTS =
      new Counts(
          Map.of("cores", "2"),
          Map.of("batches", "10"),
          List.of(new Grid("one-backup", "Two nodes", "about it", List.of(TALLY))));

  @Test
  void whatIsSaidAnywayIsNoneOfAnOpenings() {
    assertThat(TALLY.messagesPerBatch()).isEqualTo(4);
    assertThat(TALLY.messagesPerOpening()).isEqualTo(0.5);
    assertThat(TALLY.clientMessagesPerOpening()).isEqualTo(0.25);
    assertThat(TALLY.nodeMessagesPerOpening()).isEqualTo(0.25);
    assertThat(TALLY.bytesPerOpening()).isEqualTo(7_000 / 80.0);
  }

  @Test
  void messagesThatWereSentAndDidNotArriveSpoilTheCount() {
    Traffic lost = new Traffic(new Counters(5, 50, 5, 50), List.of(new Counters(5, 50, 4, 40)));
    Traffic none = lost.minus(lost);

    assertThatThrownBy(() -> new Tally(1, 2, lost, none))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("10 messages were sent and 9 arrived");
  }

  @Test
  void theTableHasARowForEachSize() {
    assertThat(COUNTS.markdown("A title", "figures.json").lines())
        .contains(
            "# A title",
            "| cores | 2 |",
            "## Two nodes",
            "| 8 | 0.500 | 0.250 | 0.250 | 88 | 4.00 | 2 of 42 |");
  }

  @Test
  void theRawFiguresHaveTheCountersOfEveryProcess() {
    int counters = 0;
    try (JsonParser parser =
        new JsonFactory().createParser(ObjectReadContext.empty(), COUNTS.json())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && "sentMessages".equals(parser.currentName())) {
          counters++;
        }
      }
    }
    // A client and two nodes, at work and idle.
    assertThat(counters).isEqualTo(6);
  }
}
