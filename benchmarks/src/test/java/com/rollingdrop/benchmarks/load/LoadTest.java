package com.rollingdrop.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Load LOAD =
      new Load(
          3,
          new WarmUp(0, 0),
          Duration.ofMillis(300),
          PlayerChoice.of(PlayerChoice.Kind.UNIFORM, 10));

  @Test
  void everyReplyIsCountedAndInTheJournal() throws Exception {
    InMemory target = new InMemory();

    Measurement measured = LOAD.run(target, Pace.unlimited());

    assertThat(measured.openings()).isPositive();
    assertThat(measured.p50Micros()).isLessThanOrEqualTo(measured.p99Micros());
    assertThatCode(() -> Proof.allWritten(target, measured.openings())).doesNotThrowAnyException();
    assertThatThrownBy(() -> Proof.allWritten(target, measured.openings() + 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTargetThatForgetsItsKeysIsFoundOut() throws Exception {
    assertThat(Proof.onceOnly(new InMemory())).isEqualTo(1);
    assertThatThrownBy(
            () ->
                Proof.onceOnly(
                    new InMemory() {
                      @Override
                      public Caller caller() {
                        Caller honest = super.caller();
                        return (playerId, key) -> honest.open(playerId, UUID.randomUUID());
                      }
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailedCallEndsTheLoad() {
    assertThatThrownBy(
            () ->
                LOAD.run(
                    new InMemory() {
                      @Override
                      public Caller caller() {
                        return (playerId, key) -> {
                          throw new IllegalStateException("refused");
                        };
                      }
                    },
                    Pace.unlimited()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("refused");
  }

  /** Charges each key once. */
  private static class InMemory implements Target {
    private final Map<UUID, Long> journal = new ConcurrentHashMap<>();

    @Override
    public Caller caller() {
      return (playerId, key) -> journal.putIfAbsent(key, playerId) != null;
    }

    @Override
    public long balanceMinor(long playerId) {
      long opened = journal.values().stream().filter(player -> player == playerId).count();
      return Work.FUNDS_MINOR - opened * Work.BOX.priceMinor();
    }

    @Override
    public long openings() {
      return journal.size();
    }

    @Override
    public String about() {
      return "a map";
    }

    @Override
    public void close() {}
  }
}
