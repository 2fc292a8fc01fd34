package com.rollingdrop.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.benchmarks.engine.EngineContender;
import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.WarmUp;
import com.rollingdrop.benchmarks.peers.MonolithContender;
import com.rollingdrop.benchmarks.peers.RedisContender;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Contender ENGINE = EngineContender.filled("engine", 7, 0, 512);

  @Test
  void eachContenderHasItsOwnWarmUpAndTheSettingsSayWhich() {
    Plan plan = plan(Optional.empty(), Optional.empty());

    assertThat(plan.warmUpOf(ENGINE)).isEqualTo(new WarmUp(80, 120));
    assertThat(plan.settings())
        .containsEntry(
            "warm-up",
            "80 to 120 s: engine; 10 to 90 s: redis, monolith;"
                + " it ends when the rate no longer grows");
  }

  @Test
  void aWarmUpThatWasAskedForHoldsForAll() {
    Plan plan = plan(Optional.of(3), Optional.of(20));

    assertThat(plan.settings())
        .containsEntry(
            "warm-up", "3 to 20 s: engine, redis, monolith; it ends when the rate no longer grows");
  }

  @Test
  void aContenderMayHavePlayersOfItsOwn() {
    assertThat(ENGINE.players(1_000)).isEqualTo(7);
    assertThat(new RedisContender().players(1_000)).isEqualTo(1_000);
  }

  private static Plan plan(Optional<Integer> least, Optional<Integer> most) {
    return new Plan(
        Path.of("home"),
        Path.of("work"),
        List.of(ENGINE, new RedisContender(), MonolithContender.fast()),
        1,
        64,
        1_000,
        least,
        most,
        20,
        0,
        false);
  }
}
