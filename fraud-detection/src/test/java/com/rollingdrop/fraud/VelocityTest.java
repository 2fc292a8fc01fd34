package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** More in a window than anybody has, or than the player usually has. */
class VelocityTest {
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 24 * 60 * MINUTE_MS;

  private final History ann = new History(1);

  @Test
  void soManyCommandsInAWindowAreASignalAndOneLessIsNot() {
    Watch watch = new Watch("VELOCITY_COMMANDS_MIN", 20);
    for (int i = 0; i < 19; i++) {
      watch.see(ann.passMs(20_000).deposit(1));
    }
    assertThat(watch.signals()).isEmpty();

    TransactionEvent last = ann.passMs(20_000).deposit(1);
    watch.see(last);

    assertThat(watch.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.rule()).isEqualTo(FraudRule.VELOCITY);
              assertThat(signal.playerId()).isEqualTo(1);
              assertThat(signal.severity()).isEqualTo(Severity.WARNING);
              assertThat(signal.timestampMs()).isEqualTo(last.timestampMs());
              assertThat(signal.subject()).isEqualTo("commands on 2026-03-01");
              assertThat(signal.figures()).containsEntry("commands", 20L);
              assertThat(signal.transactions()).hasSize(20).contains(last.transactionId());
            });
  }

  @Test
  void theSamePaceOverALongerTimeIsNone() {
    Watch watch = new Watch("VELOCITY_COMMANDS_MIN", 20);
    for (int i = 0; i < 500; i++) {
      watch.see(ann.passMs(MINUTE_MS).deposit(1));
    }

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void redeliveredCommandsCountOnce() {
    Watch watch = new Watch("VELOCITY_COMMANDS_MIN", 20);
    for (int i = 0; i < 19; i++) {
      TransactionEvent event = ann.deposit(1);
      watch.see(event, event, event);
    }

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<TransactionEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(ann.passMs(25_000).deposit(1));
    }
    Watch inOrder = new Watch("VELOCITY_COMMANDS_MIN", 20);
    inOrder.see(events.toArray(TransactionEvent[]::new));
    for (int seed = 0; seed < 20; seed++) {
      List<TransactionEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, new Random(seed));
      Watch anyOrder = new Watch("VELOCITY_COMMANDS_MIN", 20);
      anyOrder.see(shuffled.toArray(TransactionEvent[]::new));

      assertThat(ids(anyOrder)).isEqualTo(ids(inOrder)).hasSize(1);
    }
  }

  @Test
  void aLateCommandCountsInTheWindowThatItBegins() {
    Watch watch = new Watch("VELOCITY_COMMANDS_MIN", 20);
    TransactionEvent late = ann.deposit(1);
    ann.passMs(9 * MINUTE_MS);
    for (int i = 0; i < 19; i++) {
      watch.see(ann.deposit(1));
    }
    assertThat(watch.signals()).isEmpty();

    watch.see(late);

    assertThat(watch.signals()).hasSize(1);
  }

  @Test
  void aSecondSignalComesWithAnotherDayOnly() {
    Watch watch = new Watch("VELOCITY_COMMANDS_MIN", 20);
    for (int day = 0; day < 3; day++) {
      for (int i = 0; i < 60; i++) {
        watch.see(ann.deposit(1));
      }
      ann.passMs(DAY_MS);
    }

    assertThat(watch.signals())
        .extracting(Signal::subject)
        .containsExactly(
            "commands on 2026-03-01", "commands on 2026-03-02", "commands on 2026-03-03");
    assertThat(ids(watch)).doesNotHaveDuplicates();
  }

  @Test
  void farBeyondTheThresholdIsCritical() {
    Watch watch = new Watch("VELOCITY_SPEND_MAX_MINOR", 1_000);

    watch.see(ann.open(4_000, 1L));

    assertThat(watch.signals()).extracting(Signal::severity).containsExactly(Severity.CRITICAL);
  }

  @Test
  void spendingTenTimesTheUsualIsASignalAndLessIsNot() {
    for (long spentMinor : List.of(9_900L, 10_000L)) {
      Watch watch = new Watch("VELOCITY_SPEND_MIN_MINOR", 5_000);
      History bob = new History(2);
      playAsUsual(watch, bob, 200);

      watch.see(bob.passMs(DAY_MS).open(spentMinor, 1L));

      // A usual bucket of two minutes has 200, a window of ten minutes of them has 1,000.
      assertThat(watch.signals()).hasSize(spentMinor < 10_000 ? 0 : 1);
    }
  }

  @Test
  void smallSpendersMaySpendTenTimesTheUsual() {
    Watch watch = new Watch("VELOCITY_SPEND_MIN_MINOR", 5_000);
    playAsUsual(watch, ann, 10);

    watch.see(ann.passMs(DAY_MS).open(4_999, 1L));

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void ofANewPlayerNothingIsUsualYet() {
    Watch watch =
        new Watch("VELOCITY_SPEND_MIN_MINOR", 5_000, "VELOCITY_SPEND_MAX_MINOR", 1_000_000);

    watch.see(ann.open(10, 1L), ann.passMs(DAY_MS).open(900_000, 1L));
    assertThat(watch.signals()).isEmpty();
    watch.see(ann.open(100_000, 1L));

    assertThat(watch.signals())
        .singleElement()
        .satisfies(
            signal ->
                assertThat(signal.figures())
                    .containsEntry("spentMinor", 1_000_000L)
                    .containsEntry("thresholdMinor", 1_000_000L));
  }

  @Test
  void whatOthersDoToAPlayerIsNoCommandOfTheirs() {
    Watch watch = new Watch("VELOCITY_COMMANDS_MIN", 20, "FUNNEL_VALUE_MIN_MINOR", 1_000_000);
    for (int i = 0; i < 100; i++) {
      watch.see(ann.getFrom(50 + i, 1), ann.sellTo(50 + i, 1, 1));
    }

    assertThat(watch.signals()).isEmpty();
  }

  /** A hundred fifths of windows with so much spent in each. */
  private static void playAsUsual(Watch watch, History player, long spentMinor) {
    for (int i = 0; i < 100; i++) {
      watch.see(player.passMs(2 * MINUTE_MS).open(spentMinor, 1L));
    }
  }

  private static List<String> ids(Watch watch) {
    return watch.signals().stream().map(signal -> signal.id().toString()).toList();
  }
}
