package com.rollingdrop.compute.shell;

import static com.rollingdrop.compute.shell.PlayersOnGrid.deposit;
import static com.rollingdrop.compute.shell.PlayersOnGrid.done;
import static com.rollingdrop.compute.shell.PlayersOnGrid.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.TransferItem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What players do with their items, on a real node. Each test has players of its own. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ItemsIT {
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
  void anItemGivenAwayIsWithItsNewOwnerAndNowhereElse() {
    players.done(deposit(42, "d", 1_000));
    players.done(deposit(43, "d", 1_000));
    players.done(open(42, "o", 1));
    UUID item = players.reads().inventory(42, Long.MAX_VALUE, 10).get(0).itemId();

    TransferItem transfer = new TransferItem(42, TransactionIds.ofKey(42, "t"), item, 43);
    Outcome.Done first = players.done(transfer);
    Outcome.Done again = players.done(transfer);

    assertThat(again).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(players.reads().inventory(42, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(players.reads().inventory(43, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(item);
    assertThat(players.reads().history(43, Long.MAX_VALUE, 1).get(0).entry().counterpartyId())
        .isEqualTo(42);
  }

  @Test
  void whatIsRedeemedIsInTheInventoryNoMore() {
    players.done(deposit(46, "d", 1_000));
    players.done(open(46, "o", 2));
    UUID sold = players.reads().inventory(46, Long.MAX_VALUE, 10).get(0).itemId();
    players.done(new Redeem(46, TransactionIds.ofKey(46, "r"), sold));

    assertThat(players.reads().inventory(46, Long.MAX_VALUE, 10))
        .hasSize(1)
        .noneMatch(owned -> owned.itemId().equals(sold));
  }

  @Test
  void playersWhoGiveEachOtherItemsAtOnceDoNotBlockEachOther() {
    int pairs = 20;
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (long player : new long[] {44, 45}) {
      players.done(deposit(player, "d", 100_000));
      for (int i = 0; i < pairs; i++) {
        players.done(open(player, "o" + i, 1));
      }
    }
    for (long player : new long[] {44, 45}) {
      for (PlayerReads.OwnedItem owned : players.reads().inventory(player, Long.MAX_VALUE, pairs)) {
        all.add(
            players.submit(
                new TransferItem(
                    player,
                    TransactionIds.ofKey(player, "t" + owned.itemId()),
                    owned.itemId(),
                    player == 44 ? 45 : 44)));
      }
    }

    all.forEach(outcome -> done(outcome.join()));
    assertThat(players.reads().inventory(44, Long.MAX_VALUE, 100)).hasSize(pairs);
    assertThat(players.reads().inventory(45, Long.MAX_VALUE, 100)).hasSize(pairs);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlap() {
    players.done(deposit(9, "d", 100_000));
    for (int i = 0; i < 25; i++) {
      players.done(open(9, "o" + i, 3));
    }

    List<Object> seen = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<PlayerReads.OwnedItem> page = players.reads().inventory(9, before, 10);
    while (!page.isEmpty()) {
      assertThat(page.size()).isBetween(3, 12);
      page.forEach(item -> seen.add(item.itemId()));
      before = page.get(page.size() - 1).item().acquiredSequence();
      page = players.reads().inventory(9, before, 10);
    }

    assertThat(seen).hasSize(75).doesNotHaveDuplicates();
  }
}
