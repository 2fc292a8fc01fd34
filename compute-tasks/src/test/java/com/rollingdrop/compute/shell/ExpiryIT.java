package com.rollingdrop.compute.shell;

import static com.rollingdrop.compute.shell.PlayersOnGrid.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends by itself when its time is up, on a real node. Each test has players of its own. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ExpiryIT {
  @TempDir private static Path data;
  private static PlayersOnGrid players;

  @BeforeAll
  static void start() throws Exception {
    players = new PlayersOnGrid(data);
  }

  @AfterAll
  static void stop() {
    players.close();
  }

  @Test
  void aHoldWhoseTimeIsUpGivesBackByItself() {
    players.done(deposit(41, "d", 1_000));
    players.done(new Withdraw(41, TransactionIds.ofKey(41, "w"), 400, Withdraw.HOLD_MIN_MS, false));
    assertThat(players.wallet(41).heldMinor()).isEqualTo(400);

    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(2));
    CommandExecutor executor = players.executor(later, Mirror.NONE);
    try (ExpirySweeper sweeper =
        new ExpirySweeper(players.ignite(), executor, later, new SimpleMeterRegistry())) {
      sweeper.sweep();
    }

    assertThat(players.wallet(41).heldMinor()).isZero();
    assertThat(players.wallet(41).availableMinor()).isEqualTo(1_000);
    assertThat(Caches.pending(players.ignite()).size()).isZero();
  }

  @Test
  void anOfferWhoseTimeIsUpEndsByItself() {
    players.done(deposit(62, "d", 1_000));
    players.done(deposit(63, "d", 1_000));
    UUID offer = TransactionIds.ofKey(62, "offer");
    UUID offered = players.itemOf(62);
    players.done(
        new OfferTrade(62, offer, 63, List.of(offered), List.of(), 0, 0, OfferTrade.VALID_MIN_MS));

    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(2));
    RecordingMirror mirror = new RecordingMirror();
    try (ExpirySweeper sweeper =
        new ExpirySweeper(
            players.ignite(), players.executor(later, mirror), later, new SimpleMeterRegistry())) {
      sweeper.sweep();
    }

    assertThat(Caches.pending(players.ignite()).get(new PendingKey(62, offer))).isNull();
    assertThat(mirror.told.get(CacheName.PENDING)).containsOnlyKeys(new PendingKey(62, offer));
    assertThat(players.reads().history(62, Long.MAX_VALUE, 1).get(0).entry().kind())
        .isEqualTo(TransactionKind.TRADE_END);
  }
}
