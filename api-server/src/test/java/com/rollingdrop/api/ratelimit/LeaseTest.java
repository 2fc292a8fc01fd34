package com.rollingdrop.api.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.rollingdrop.compute.client.RateBuckets.Taken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final long WINDOW_MS = 60_000;
  private static final RatePolicy POLICY = new RatePolicy("user", 1_000, 16);

  private final Grid grid = new Grid();

  /** The one count, as the grid keeps it. */
  private static final class Grid {
    private long left = POLICY.size();
    private long endsAtMs = WINDOW_MS;
    private int asked;

    Taken take(int wanted, long nowMs) {
      if (nowMs >= endsAtMs) {
        endsAtMs += WINDOW_MS;
        left = POLICY.size();
      }
      asked++;
      long taken = wanted <= left ? wanted : 0;
      left -= taken;
      return new Taken(taken, left, TimeUnit.MILLISECONDS.toNanos(endsAtMs - nowMs));
    }
  }

  /** A request to one of the servers. */
  private boolean isAllowed(Lease server, long nowMs) {
    Verdict verdict = server.use(nowMs);
    int wanted = server.wanted();
    while (verdict == null) {
      verdict = server.add(grid.take(wanted, nowMs), nowMs);
      wanted = 1;
    }
    return verdict.allowed();
  }

  private static List<Lease> servers(int count) {
    List<Lease> servers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      servers.add(new Lease(POLICY, WINDOW_MS));
    }
    return servers;
  }

  @Test
  void severalServersTogetherAllowTheLimitAndNoneMore() {
    for (int count : new int[] {1, 2, 3, 7}) {
      grid.left = POLICY.size();
      List<Lease> servers = servers(count);
      int allowed = 0;
      for (int i = 0; i < 3 * POLICY.size(); i++) {
        allowed += isAllowed(servers.get(i % count), 1) ? 1 : 0;
      }
      assertThat(allowed).as("%d servers", count).isEqualTo(POLICY.size());
    }
  }

  @Test
  void aServerThatIsNoLongerAskedKeepsALeaseFromTheOthersAndNoMore() {
    List<Lease> servers = servers(2);
    assertThat(isAllowed(servers.get(0), 1)).isTrue();
    int allowed = 1;
    while (isAllowed(servers.get(1), 1)) {
      allowed++;
    }
    assertThat(allowed).isEqualTo(POLICY.size() - (POLICY.leaseMax() - 1));
  }

  @Test
  void theGridIsAskedSeldomUntilLittleIsLeft() {
    Lease server = new Lease(POLICY, WINDOW_MS);
    Map<Integer, Integer> askedAfter = new TreeMap<>();
    for (int i = 1; i <= POLICY.size(); i++) {
      assertThat(isAllowed(server, 1)).isTrue();
      if (i % 480 == 0 || i == POLICY.size()) {
        askedAfter.put(i, grid.asked);
      }
    }
    assertThat(askedAfter)
        .contains(entry(480, 30))
        .hasEntrySatisfying(960, n -> assertThat(n).isLessThan(200));
    int asked = grid.asked;
    for (int i = 0; i < 100; i++) {
      assertThat(isAllowed(server, 2)).isFalse();
    }
    // Once at most, to learn that nothing is left.
    assertThat(grid.asked - asked).isLessThanOrEqualTo(1);
  }

  @Test
  void whatWasTakenFromOneWindowIsNotUsedInTheNext() {
    List<Lease> servers = servers(2);
    assertThat(isAllowed(servers.get(0), 1)).isTrue();
    assertThat(isAllowed(servers.get(1), 1)).isTrue();
    int allowed = 0;
    for (int i = 0; i < 3 * POLICY.size(); i++) {
      allowed += isAllowed(servers.get(i % 2), WINDOW_MS) ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(POLICY.size());
  }

  @Test
  void whoWasRefusedIsAllowedAgainWhenTheWindowEnds() {
    Lease server = new Lease(POLICY, WINDOW_MS);
    while (isAllowed(server, 5)) {
      // Until nothing is left.
    }
    assertThat(isAllowed(server, WINDOW_MS - 1)).isFalse();
    assertThat(isAllowed(server, WINDOW_MS)).isTrue();
  }

  @Test
  void anAnswerOfTheWindowBeforeGivesNothingToThisOne() {
    Lease server = new Lease(POLICY, WINDOW_MS);
    Taken late = grid.take(16, WINDOW_MS - 1);
    assertThat(isAllowed(server, WINDOW_MS + 1)).isTrue();
    int asked = grid.asked;

    // It counts for the request that asked for it, and the rest of it is gone.
    Verdict verdict = server.add(late, WINDOW_MS - 1);

    assertThat(verdict).extracting(Verdict::allowed).isEqualTo(true);
    for (int i = 0; i < 15; i++) {
      assertThat(isAllowed(server, WINDOW_MS + 2)).isTrue();
    }
    assertThat(grid.asked).isEqualTo(asked);
    assertThat(isAllowed(server, WINDOW_MS + 2)).isTrue();
    assertThat(grid.asked).isEqualTo(asked + 1);
  }

  @Test
  void aSmallLimitIsTakenOneByOne() {
    assertThat(new RatePolicy("auth", 100, 1).wanted(100)).isEqualTo(1);
    assertThat(new RatePolicy("user", 20, 16).wanted(20)).isEqualTo(1);
    assertThat(POLICY.wanted(1_000)).isEqualTo(16);
    assertThat(POLICY.wanted(64)).isEqualTo(2);
    assertThat(POLICY.wanted(63)).isEqualTo(1);
    assertThat(POLICY.wanted(0)).isEqualTo(1);
  }
}
