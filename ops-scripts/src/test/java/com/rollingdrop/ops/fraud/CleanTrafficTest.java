package com.rollingdrop.ops.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Odds;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.fraud.FraudRules;
import com.rollingdrop.fraud.PlayerState;
import com.rollingdrop.fraud.Signal;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.boxes.ImportFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many honest players give a signal with the default settings. Some of them by default, more
 * with {@code -Drollingdrop.fraud.players=10000}; the figures of such a run stand in decision 0026.
 */
class CleanTrafficTest {
  private static final Logger LOG = LoggerFactory.getLogger(CleanTrafficTest.class);
  private static final int PLAYERS = Integer.getInteger("rollingdrop.fraud.players", 1_000);
  private static final int SESSIONS = 40;
  private static final long SEED = Long.getLong("rollingdrop.fraud.seed", 20_260_301L);
  private static final long BEGIN_MS = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  private final Map<String, BoxVersion> versions = new HashMap<>();
  private final Map<FraudRule, Set<Long>> players = new EnumMap<>(FraudRule.class);
  private long transactions;
  private long signals;

  @Test
  void hardlyAnyHonestPlayerGivesASignal() {
    List<TicketTable> boxes = boxes();
    FraudRules rules =
        new FraudRules(SettingsLoader.load(Map.of()).fraud(), (box, version) -> versions.get(box));
    SplittableRandom random = new SplittableRandom(SEED);
    for (long player = 0; player < PLAYERS; player++) {
      PlayerState state = new PlayerState();
      new HonestPlayer(
              player,
              PLAYERS,
              random.split(),
              boxes,
              BEGIN_MS,
              event -> {
                transactions++;
                rules.follow(state, event).signals().forEach(this::note);
              })
          .play(SESSIONS);
    }
    LOG.info(
        "{} honest players, {} transactions: {} signals; players by rule {}",
        PLAYERS,
        transactions,
        signals,
        counts());

    assertThat(transactions).isGreaterThan(500L * PLAYERS);
    assertThat(told(FraudRule.LUCK)).as("luck").isZero();
    // One in a thousand, and one for the few players of the default run.
    for (FraudRule rule : FraudRule.values()) {
      assertThat(told(rule)).as("%s", rule).isLessThanOrEqualTo(1 + PLAYERS / 1_000);
    }
  }

  private void note(Signal signal) {
    signals++;
    players.computeIfAbsent(signal.rule(), rule -> new HashSet<>()).add(signal.playerId());
  }

  private int told(FraudRule rule) {
    return players.getOrDefault(rule, Set.of()).size();
  }

  private Map<FraudRule, Integer> counts() {
    Map<FraudRule, Integer> counts = new EnumMap<>(FraudRule.class);
    for (FraudRule rule : FraudRule.values()) {
      counts.put(rule, told(rule));
    }
    return counts;
  }

  /** The boxes of the catalogue, and each once more with a guarantee. */
  private List<TicketTable> boxes() {
    List<TicketTable> boxes = new ArrayList<>();
    for (BoxDefinition box : ImportFile.read(Path.of("catalogue.json"))) {
      String best = box.items().get(box.items().size() - 1).rarity();
      boxes.add(table(box, box.boxId(), null));
      boxes.add(table(box, box.boxId() + "-guaranteed", new Guarantee(List.of(best), 40)));
    }
    return boxes;
  }

  private TicketTable table(BoxDefinition box, String id, @Nullable Guarantee guarantee) {
    BoxVersion version =
        new BoxVersion(
            box.name(),
            box.priceMinor(),
            box.totalTickets(),
            Odds.hash(box.items(), guarantee),
            box.items(),
            0,
            null,
            guarantee);
    versions.put(id, version);
    return new TicketTable(id, 1, version);
  }
}
