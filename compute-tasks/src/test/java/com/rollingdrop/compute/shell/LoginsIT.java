package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.compute.client.Sessions;
import com.rollingdrop.compute.client.Throttle;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.Session;
import com.rollingdrop.grid.model.Wallet;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsIT {
  private static final int IDLE_MINUTES = 30;
  private static final int MAX_HOURS = 24;
  private static final long MINUTE_MS = 60_000;

  @TempDir private static Path data;
  private static TestGrid grid;

  private final RecordingMirror mirror = new RecordingMirror();
  private final AtomicLong nowMs = new AtomicLong(1_000_000_000_000L);
  private final InstantSource clock = () -> java.time.Instant.ofEpochMilli(nowMs.get());

  @BeforeAll
  static void start() {
    grid = new TestGrid(data);
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  /** Whose players get the given ids, one after the other. */
  private LoginRegistry registry(Long... ids) {
    return registry(mirror, ids);
  }

  private LoginRegistry registry(Mirror told, Long... ids) {
    List<Long> left = new ArrayList<>(List.of(ids));
    return new LoginRegistry(
        grid.ignite(),
        () -> left.remove(0),
        playerId -> Wallet.open("USD", new byte[] {1}, "hash", "seed", nowMs.get()),
        clock,
        told);
  }

  @Test
  void aLoginAndItsPlayersWalletAreWrittenAndToldTogether() {
    Login login = registry(7_001L).register("ann", "a hash");

    assertThat(login)
        .usingRecursiveComparison()
        .isEqualTo(Login.ofPlayer(7_001, "a hash", nowMs.get()));
    assertThat(Caches.logins(grid.ignite()).get("ann")).usingRecursiveComparison().isEqualTo(login);
    assertThat(Caches.wallets(grid.ignite()).get(7_001L)).isNotNull();
    assertThat(mirror.told.get(CacheName.LOGINS)).containsKey("ann");
    assertThat(mirror.told.get(CacheName.WALLETS)).containsKey(7_001L);
  }

  @Test
  void aNameIsOneLogins() {
    Login first = registry(7_011L).register("bob", "a hash");

    assertThat(registry(7_012L).register("bob", "another hash")).isNull();
    assertThat(Caches.wallets(grid.ignite()).containsKey(7_012L)).isFalse();
    assertThat(registry(7_013L).register("bob", "a hash"))
        .as("the same once more, whose reply was lost")
        .usingRecursiveComparison()
        .isEqualTo(first);
    assertThat(Caches.wallets(grid.ignite()).containsKey(7_013L)).isFalse();
  }

  @Test
  void anIdIsOnePlayers() {
    Caches.wallets(grid.ignite()).put(7_021L, Wallet.open("USD", new byte[] {2}, "h", "s", 1));

    Login login = registry(7_021L, 7_021L, 7_022L).register("cid", "a hash");

    assertThat(Objects.requireNonNull(login).playerId()).isEqualTo(7_022);
    assertThat(Caches.wallets(grid.ignite()).get(7_021L).createdAtMs()).isEqualTo(1);
    Long taken = 7_021L;
    assertThatThrownBy(
            () ->
                registry(taken, taken, taken, taken, taken, taken, taken, taken)
                    .register("dee", "h"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Caches.logins(grid.ignite()).containsKey("dee")).isFalse();
  }

  @Test
  void ofManyAtOnceOneGetsTheNameAndNobodyTheSameId() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Login>> same = new ArrayList<>();
      List<Future<Login>> others = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        String hash = "hash " + i;
        String name = "eve-" + i;
        long id = 7_100L + i;
        same.add(threads.submit(() -> registry(Mirror.NONE, id).register("eve", hash)));
        // All want the same ids.
        Long[] wanted = {7_201L, 7_202L, 7_203L, 7_204L, 7_205L, 7_206L, 7_207L, 7_300 + id};
        others.add(threads.submit(() -> registry(Mirror.NONE, wanted).register(name, hash)));
      }
      int winners = 0;
      for (Future<Login> one : same) {
        winners += one.get() == null ? 0 : 1;
      }
      Set<Long> ids = new HashSet<>();
      for (Future<Login> one : others) {
        ids.add(one.get().playerId());
      }
      assertThat(winners).isEqualTo(1);
      assertThat(ids).hasSize(16);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRoleChangesTheLoginOnce() {
    LoginRegistry registry = registry(7_031L);
    registry.register("fay", "a hash");
    nowMs.incrementAndGet();

    Login auditor = Objects.requireNonNull(registry.assign("fay", Role.AUDITOR));
    Login again = Objects.requireNonNull(registry.assign("fay", Role.AUDITOR));

    assertThat(auditor.role()).isEqualTo(Role.AUDITOR);
    assertThat(auditor.version()).isEqualTo(2);
    assertThat(again.version()).isEqualTo(2);
    assertThat(registry.assign("nobody", Role.ADMIN)).isNull();
  }

  @Test
  void aSessionEndsWhenNobodyUsesItAndAfterADayInAnyCase() {
    Sessions sessions = new Sessions(grid.ignite(), clock, IDLE_MINUTES, MAX_HOURS);
    UUID idle = begin(sessions);
    UUID used = begin(sessions);
    for (int i = 0; i < 23; i++) {
      nowMs.addAndGet(29 * MINUTE_MS);
      assertThat(sessions.use(used)).isTrue();
    }
    assertThat(sessions.use(idle)).isFalse();
    assertThat(sessions.find(idle)).isNull();
    nowMs.addAndGet(30 * MINUTE_MS);
    assertThat(sessions.use(used)).as("idle").isFalse();

    UUID busy = begin(sessions);
    for (int i = 0; i < MAX_HOURS * 4 - 1; i++) {
      nowMs.addAndGet(15 * MINUTE_MS);
      assertThat(sessions.use(busy)).isTrue();
    }
    nowMs.addAndGet(15 * MINUTE_MS);
    assertThat(sessions.use(busy)).as("after a day").isFalse();
  }

  @Test
  void nothingBringsBackASessionThatHasEnded() {
    Sessions sessions = new Sessions(grid.ignite(), clock, IDLE_MINUTES, MAX_HOURS);
    UUID id = begin(sessions);
    Session read = Objects.requireNonNull(sessions.find(id));
    sessions.end(id);
    nowMs.addAndGet(2 * MINUTE_MS);

    assertThat(sessions.refresh(id, read, Role.PLAYER, new byte[] {3})).isFalse();
    assertThat(sessions.use(id)).isFalse();
    assertThat(Caches.sessions(grid.ignite()).containsKey(id)).isFalse();
  }

  @Test
  void aSessionIsRefreshedFromWhatItIsOnly() {
    Sessions sessions = new Sessions(grid.ignite(), clock, IDLE_MINUTES, MAX_HOURS);
    UUID id = begin(sessions);
    Session read = Objects.requireNonNull(sessions.find(id));

    assertThat(sessions.refresh(id, read, Role.ADMIN, new byte[] {3})).isTrue();
    assertThat(sessions.refresh(id, read, Role.ADMIN, new byte[] {4})).isFalse();

    Session now = Objects.requireNonNull(sessions.find(id));
    assertThat(now.refreshHash()).containsExactly(3);
    assertThat(now.role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void attemptsAreCountedUntilTheyAreForgotten() {
    Throttle throttle = new Throttle(grid.ignite(), clock, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.attempt("this", 3)).isZero();
    }
    assertThat(throttle.attempt("this", 3)).isEqualTo(1_000);
    assertThat(throttle.attempt("that", 3)).isZero();
    nowMs.addAndGet(1_000);
    assertThat(throttle.attempt("this", 3)).isZero();
    assertThat(throttle.attempt("this", 3)).isEqualTo(2_000);

    throttle.takeBack("this");
    assertThat(throttle.attempt("this", 3)).isZero();
    assertThat(throttle.attempt("this", 3)).isEqualTo(2_000);

    throttle.takeBack("that");
    assertThat(Caches.attempts(grid.ignite()).containsKey("that")).isFalse();
    throttle.forget("this");
    assertThat(throttle.attempt("this", 3)).isZero();
  }

  private UUID begin(Sessions sessions) {
    return begin(sessions, "ann");
  }

  private UUID begin(Sessions sessions, String name) {
    UUID id = UUID.randomUUID();
    Login login = Login.ofPlayer(1, "a hash", 1);
    sessions.begin(
        id, Session.begun(name, login, false, new byte[] {1}, new byte[] {2}, nowMs.get()));
    return id;
  }

  @Test
  void aLoginChangesFromWhatItWasReadAsOnly() {
    LoginRegistry registry = registry(7_041L);
    Login first = Objects.requireNonNull(registry.register("gus", "a hash"));
    Login changed = first.withPassword("another hash", nowMs.get());

    assertThat(registry.replace("gus", first.version(), changed)).isTrue();
    assertThat(registry.replace("gus", first.version(), first.withRole(Role.ADMIN, 1))).isFalse();
    assertThat(registry.replace("nobody", 1, changed)).isFalse();

    Login now = Caches.logins(grid.ignite()).get("gus");
    assertThat(now).usingRecursiveComparison().isEqualTo(changed);
    assertThat(now.credentialsVersion()).isEqualTo(1);
    assertThat(mirror.told.get(CacheName.LOGINS)).containsKey("gus");
    assertThat(Caches.logins(grid.ignite()).containsKey("nobody")).isFalse();
  }

  @Test
  void aLoginsSessionsAreFoundAndEndedTogetherAndNobodyElses() {
    Sessions sessions = new Sessions(grid.ignite(), clock, IDLE_MINUTES, MAX_HOURS);
    UUID first = begin(sessions, "hal");
    UUID second = begin(sessions, "hal");
    UUID third = begin(sessions, "hal");
    UUID others = begin(sessions, "ida");
    sessions.end(second);

    assertThat(sessions.all("hal").keySet()).containsExactly(first, third);
    assertThat(sessions.endAll("hal", third)).isEqualTo(1);
    assertThat(sessions.find(first)).isNull();
    assertThat(sessions.find(third)).isNotNull();
    assertThat(sessions.endAll("hal", null)).isEqualTo(1);
    assertThat(sessions.all("hal")).isEmpty();
    assertThat(sessions.find(others)).isNotNull();
    assertThat(sessions.endAll("nobody", null)).isZero();
  }

  @Test
  void ofTooManySessionsTheOldestEnds() {
    Sessions sessions = new Sessions(grid.ignite(), clock, IDLE_MINUTES, MAX_HOURS);
    UUID ended = begin(sessions, "jan");
    sessions.end(ended);
    UUID oldest = begin(sessions, "jan");
    UUID next = begin(sessions, "jan");
    for (int i = 2; i < 50; i++) {
      begin(sessions, "jan");
    }
    assertThat(sessions.find(oldest)).as("those that ended don't count").isNotNull();

    UUID last = begin(sessions, "jan");

    assertThat(sessions.find(oldest)).isNull();
    assertThat(sessions.all("jan")).hasSize(50).containsKeys(next, last);
  }
}
