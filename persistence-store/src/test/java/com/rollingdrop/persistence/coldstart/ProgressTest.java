package com.rollingdrop.persistence.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final List<String> said = new ArrayList<>();
  private final AtomicLong nowNs = new AtomicLong(7 * SECOND_NS);
  private final Progress progress = new Progress("ledger", 100, said::add, nowNs::get);

  @Test
  void tellsRowsRateAndWhatIsLeftEveryTwoSeconds() {
    after(1, 50_000);
    assertThat(said).isEmpty();
    after(1, 70_000);
    progress.blocks(25);
    after(2, 120_000);

    assertThat(said)
        .containsExactly(
            "ledger             120,000 rows, 60,000 rows/s, of about 0 MiB",
            "ledger             240,000 rows, 60,000 rows/s, 25 % read, about 12 s left");
  }

  @Test
  void tellsWhatItWasInAll() {
    after(1, 10);
    progress.done();

    assertThat(said).containsExactly("ledger             10 rows in 1.0 s, 10 rows/s");
    assertThat(progress.count()).isEqualTo(10);
  }

  private void after(long seconds, long rows) {
    nowNs.addAndGet(seconds * SECOND_NS);
    progress.rows(rows);
  }
}
