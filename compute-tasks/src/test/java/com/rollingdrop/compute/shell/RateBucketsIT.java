package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rollingdrop.compute.client.RateBuckets;
import com.rollingdrop.compute.client.RateBuckets.Taken;
import com.rollingdrop.grid.ignite.Caches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateBucketsIT {
  private static final int TIMEOUT_MS = 30_000;

  @TempDir private static Path data;
  private static TestGrid grid;

  @BeforeAll
  static void start() {
    grid = new TestGrid(data);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  private static RateBuckets buckets(Duration window) {
    return new RateBuckets(grid.ignite(), window, TIMEOUT_MS);
  }

  @Test
  void aBucketGivesAllThatIsAskedForOrNothing() {
    RateBuckets buckets = buckets(Duration.ofHours(1));

    Taken first = buckets.take("one", 10, 7);
    assertThat(first.taken()).isEqualTo(7);
    assertThat(first.left()).isEqualTo(3);
    assertThat(first.endsInNanos()).isBetween(1L, TimeUnit.HOURS.toNanos(1));
    Taken tooMuch = buckets.take("one", 10, 4);
    assertThat(tooMuch.taken()).isZero();
    assertThat(tooMuch.left()).isEqualTo(3);
    assertThat(buckets.take("one", 10, 3).taken()).isEqualTo(3);
    Taken empty = buckets.take("one", 10, 1);
    assertThat(empty.taken() + empty.left()).isZero();
    assertThat(empty.endsInNanos()).isBetween(1L, first.endsInNanos());

    assertThat(buckets.take("another", 10, 1).left()).isEqualTo(9);
  }

  @Test
  void manyAtOnceGetNoMoreThanThereIs() throws Exception {
    RateBuckets buckets = buckets(Duration.ofHours(1));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Long>> taken = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        taken.add(threads.submit(() -> buckets.take("crowd", 100, 1).taken()));
      }
      long sum = 0;
      for (Future<Long> one : taken) {
        sum += one.get();
      }
      assertThat(sum).isEqualTo(100);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aBucketIsFullAgainAfterItsWindow() {
    RateBuckets buckets = buckets(Duration.ofMillis(500));
    assertThat(buckets.take("window", 1, 1).taken()).isEqualTo(1);

    await().until(() -> buckets.take("window", 1, 1).taken() == 1);
  }

  @Test
  void aBucketThatNobodyUsesGoes() {
    RateBuckets buckets = buckets(Duration.ofMillis(100));
    for (int i = 0; i < 50; i++) {
      var unused = buckets.take("gone " + i, 10, 1);
    }

    await()
        .untilAsserted(
            () -> {
              for (int i = 0; i < 50; i++) {
                assertThat(Caches.rateBuckets(grid.ignite()).containsKey("gone " + i)).isFalse();
              }
            });
  }

  @Test
  void countsDoNotOutliveTheirNodes() {
    RateBuckets before = buckets(Duration.ofHours(1));
    assertThat(before.take("restart", 10, 10).taken()).isEqualTo(10);

    grid.restart();

    assertThat(buckets(Duration.ofHours(1)).take("restart", 10, 10).taken()).isEqualTo(10);
  }
}
