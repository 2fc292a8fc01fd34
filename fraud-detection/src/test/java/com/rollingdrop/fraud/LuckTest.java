package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Draws that chance would hardly ever give. */
class LuckTest {
  private static final BoxVersion CRATE = Boxes.crate();
  private static final long BEST_MINOR = 25_000;

  private final History ann = new History(1);

  @Test
  void theMeanOfTheLikelihoodRatioIsOneWhateverTheOdds() {
    for (int seed = 0; seed < 200; seed++) {
      BoxVersion box = Boxes.any(new SplittableRandom(seed));
      LuckTable table = new LuckTable(box);
      for (int tilt = 0; tilt < LuckTable.TILT_COUNT; tilt++) {
        double mean = 0;
        for (BoxItem item : box.items()) {
          double[] logs = Objects.requireNonNull(table.logRatios(item.valueMinor()));
          mean += (double) item.tickets() / box.totalTickets() * Math.exp(logs[tilt]);
        }
        assertThat(mean).as("seed %d, tilt %d", seed, tilt).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void whoHasTheBestPercentTwentyTimesTooOftenIsFoundSoon() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Watch watch = new Watch((id, version) -> CRATE);
      History cheat = new History(7);
      int openings = 0;
      while (watch.signals(FraudRule.LUCK).isEmpty() && openings < 1_000) {
        openings++;
        // One in five of the draws is replaced by one of the best percent.
        long valueMinor =
            random.nextInt(5) == 0 ? 5_000 : Boxes.draw(CRATE.items(), random).valueMinor();
        watch.see(cheat.open(250, valueMinor));
      }

      assertThat(openings).as("seed %d", seed).isLessThan(300);
    }
  }

  @Test
  void theEvidenceIsToldAndOneLessThanNeededIsNoSignal() {
    Signal signal = luck(1_000, 2).get(0);
    long evidence = Objects.requireNonNull(signal.figures().get("evidence"));
    assertThat(signal.subject()).isEqualTo("box crate, evidence 1, step 1");
    assertThat(signal.figures())
        .containsEntry("draws", 2L)
        .containsEntry("drawnMinor", 2 * BEST_MINOR)
        .containsEntry("evidenceMin", 2_000L);
    assertThat(signal.transactions()).hasSize(2);

    // The first evidence of a player has to reach twice the setting.
    assertThat(luck(evidence / 2, 2)).hasSize(1);
    assertThat(luck(evidence / 2 + 1, 2)).isEmpty();
  }

  /** Signals of somebody who drew nothing but the best. */
  private static List<Signal> luck(long evidenceMin, int draws) {
    Watch watch = new Watch((id, version) -> CRATE, "LUCK_EVIDENCE_MIN", evidenceMin);
    History player = new History(3);
    for (int i = 0; i < draws; i++) {
      watch.see(player.open(250, BEST_MINOR));
    }
    return watch.signals(FraudRule.LUCK);
  }

  @Test
  void eachMillionTimesMoreIsOneMoreSignalAndCritical() {
    List<Signal> signals = luck(1_000, 20);

    assertThat(signals).hasSizeGreaterThan(3);
    assertThat(signals).extracting(Signal::id).doesNotHaveDuplicates();
    assertThat(signals.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(signals.subList(1, signals.size()))
        .extracting(Signal::severity)
        .containsOnly(Severity.CRITICAL);
  }

  @Test
  void ofHonestPlayersFewerGiveASignalThanTheSettingAllows() {
    int players = 500;
    int draws = 200;
    int allowed = 20;
    for (int seed = 0; seed < 8; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      BoxVersion box = seed == 0 ? CRATE : Boxes.any(random);
      int told = 0;
      for (int player = 0; player < players; player++) {
        told += honest(box, random, draws, allowed) ? 1 : 0;
      }

      // One in twenty, and four standard deviations of so many such players.
      assertThat(told).as("seed %d", seed).isLessThanOrEqualTo(players / allowed + 20);
    }
  }

  /** Whether somebody who opens two boxes of these odds ever gives a signal. */
  private static boolean honest(
      BoxVersion box, SplittableRandom random, int draws, int evidenceMin) {
    FraudRules rules = rules(box, evidenceMin);
    PlayerState state = new PlayerState();
    History player = new History(1);
    boolean told = false;
    for (int i = 0; i < draws; i++) {
      long valueMinor = Boxes.draw(box.items(), random).valueMinor();
      TransactionEvent event =
          player.passMs(60_000).openOf(i % 3 == 0 ? "other" : "crate", "COMMON", 0, valueMinor);
      told |= !rules.follow(state, event).signals().isEmpty();
    }
    return told;
  }

  @Test
  void aGuaranteedDrawIsNoLuck() {
    BoxVersion box = Boxes.of(new Guarantee(List.of("RARE"), 4), 9_999, 10, 1, 90_000);
    FraudRules rules = rules(box, 20);
    PlayerState state = new PlayerState();
    for (int i = 0; i < 400; i++) {
      boolean fourth = i % 4 == 3;
      TransactionEvent event =
          ann.passMs(600_000)
              .openOf("crate", fourth ? "RARE" : "COMMON", 0, fourth ? 90_000L : 10L);
      assertThat(rules.follow(state, event).signals()).isEmpty();
    }
    // One draw before the guarantee would bring it, twice.
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      rules.follow(state, ann.openOf("crate", "COMMON", 0, 10L));
      rules.follow(state, ann.openOf("crate", "COMMON", 0, 10L));
      signals.addAll(rules.follow(state, ann.openOf("crate", "RARE", 0, 90_000L)).signals());
    }
    assertThat(signals).hasSize(1);
  }

  @Test
  void whileItIsNotKnownWhichDrawIsGuaranteedNoneCounts() {
    BoxVersion box = Boxes.of(new Guarantee(List.of("RARE"), 4), 9_999, 10, 1, 90_000);
    FraudRules rules = rules(box, 20);
    PlayerState state = new PlayerState();
    rules.follow(state, ann.openOf("crate", "COMMON", 0, 10L));
    ann.skip(3);

    assertThat(rules.follow(state, ann.openOf("crate", "RARE", 0, 90_000L)).signals()).isEmpty();
    assertThat(rules.follow(state, ann.openOf("crate", "RARE", 0, 90_000L)).signals()).hasSize(1);
  }

  @Test
  void oddsThatAreNotTheOnesOfTheOpeningSayNothing() {
    BoxVersion other =
        new BoxVersion("A box", 250, CRATE.totalTickets(), "cd".repeat(32), CRATE.items(), 0);
    for (BoxOdds odds : List.<BoxOdds>of((id, version) -> other, (id, version) -> null)) {
      Watch watch = new Watch(odds, "LUCK_EVIDENCE_MIN", 20);
      History player = new History(3);
      for (int i = 0; i < 20; i++) {
        watch.see(player.open(0, BEST_MINOR));
      }

      assertThat(watch.signals()).isEmpty();
    }
  }

  @Test
  void oldHonestyDoesNotHideNewLuck() {
    SplittableRandom random = new SplittableRandom(5);
    FraudRules rules = rules(CRATE, 1_000_000);
    PlayerState state = new PlayerState();
    for (int i = 0; i < LuckState.RESTART_DRAWS; i++) {
      rules.follow(state, ann.open(0, Boxes.draw(CRATE.items(), random).valueMinor()));
    }
    List<Signal> signals = List.of();
    for (int i = 0; i < 5 && signals.isEmpty(); i++) {
      signals = rules.follow(state, ann.open(0, BEST_MINOR)).signals();
    }

    assertThat(signals)
        .singleElement()
        .satisfies(
            signal -> assertThat(signal.subject()).isEqualTo("box crate, evidence 2, step 1"));
  }

  private static FraudRules rules(BoxVersion box, long evidenceMin) {
    return new FraudRules(
        SettingsLoader.load(
                Map.of(
                    "ROLLINGDROP_FRAUD_LUCK_EVIDENCE_MIN",
                    Long.toString(evidenceMin),
                    "ROLLINGDROP_FRAUD_VELOCITY_COMMANDS_MIN",
                    "1000000"))
            .fraud(),
        (id, version) -> box);
  }
}
