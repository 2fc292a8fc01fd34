package com.rollingdrop.compute.shell;

import static com.rollingdrop.compute.shell.PlayersOnGrid.deposit;
import static com.rollingdrop.compute.shell.PlayersOnGrid.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.CacheName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ledger and the items have one tree each, and SQL and the players' reads get it all from it.
 */
class SequenceIndexesIT {
  private static final long PLAYER = 42;
  private static final long OTHER = 43;
  private static final int OPENINGS = 30;

  @TempDir private Path data;

  @Test
  void oneTreeServesTheKeyTheOrderAndThePlayer() {
    try (PlayersOnGrid players = new PlayersOnGrid(data)) {
      play(players);

      assertRight(players);
      assertThat(
              sql(
                  players,
                  "SELECT INDEX_NAME FROM SYS.INDEXES WHERE CACHE_NAME IN ('ledger', 'items')"
                      + " ORDER BY INDEX_NAME"))
          .containsExactly(
              List.of("ITEMS_BY_SEQUENCE"),
              List.of("LEDGER_BY_SEQUENCE"),
              List.of("_key_PK"),
              List.of("_key_PK"));
      assertThat(plan(players, "ledger WHERE playerId = 42 ORDER BY sequence DESC"))
          .contains("IgniteIndexScan")
          .contains("ExactBounds [bound=42:BIGINT]");
    }
  }

  @Test
  void theTreeIsStillRightAfterARestartAndWhenItsFileWasLost() throws IOException {
    try (PlayersOnGrid players = new PlayersOnGrid(data)) {
      play(players);
      players.restart();
      assertRight(players);
    }
    deleteIndexFiles();
    try (PlayersOnGrid players = new PlayersOnGrid(data)) {
      // Ignite builds it anew beside its work; a query waits for none of it.
      players.ignite().cache(CacheName.LEDGER.id()).indexReadyFuture().get();
      players.ignite().cache(CacheName.ITEMS.id()).indexReadyFuture().get();
      assertRight(players);
    }
  }

  private static void play(PlayersOnGrid players) {
    for (long player : new long[] {PLAYER, OTHER}) {
      players.done(deposit(player, "d", 1_000_000));
      for (int i = 0; i < OPENINGS; i++) {
        players.done(open(player, "o" + i, 1));
      }
    }
    UUID newest = players.reads().inventory(PLAYER, Long.MAX_VALUE, 1).get(0).itemId();
    players.done(new Redeem(PLAYER, TransactionIds.ofKey(PLAYER, "r"), newest));
  }

  /** 1 deposit, the openings and 1 redeemed item of the one player, all but the latter of both. */
  private static void assertRight(PlayersOnGrid players) {
    assertThat(sequences(players)).containsExactlyElementsOf(falling(OPENINGS + 2));
    assertThat(players.reads().inventory(PLAYER, Long.MAX_VALUE, 100))
        .hasSize(OPENINGS - 1)
        .extracting(owned -> owned.item().acquiredSequence())
        .containsExactlyElementsOf(
            falling(OPENINGS + 1).stream().filter(s -> s < OPENINGS + 1 && s > 1).toList());
    assertThat(sql(players, "SELECT COUNT(*) FROM ROLLINGDROP.LEDGER"))
        .containsExactly(List.of(2L * OPENINGS + 3));
    assertThat(
            sql(
                players,
                "SELECT sequence FROM ROLLINGDROP.LEDGER WHERE playerId = 42 AND sequence > 30"
                    + " ORDER BY sequence DESC"))
        .containsExactly(List.of(32L), List.of(31L));
    assertThat(
            sql(
                players,
                "SELECT playerId, COUNT(*) FROM ROLLINGDROP.ITEMS WHERE state = 'OWNED'"
                    + " GROUP BY playerId ORDER BY playerId"))
        .containsExactly(List.of(PLAYER, (long) OPENINGS - 1), List.of(OTHER, (long) OPENINGS));
  }

  private static List<Long> sequences(PlayersOnGrid players) {
    return players.reads().history(PLAYER, Long.MAX_VALUE, 100).stream()
        .map(PlayerReads.PastTransaction::entry)
        .map(entry -> entry.sequence())
        .toList();
  }

  private static List<Long> falling(long from) {
    return LongStream.rangeClosed(1, from).map(i -> from + 1 - i).boxed().toList();
  }

  private static String plan(PlayersOnGrid players, String rest) {
    return sql(players, "EXPLAIN PLAN FOR SELECT sequence FROM ROLLINGDROP." + rest).toString();
  }

  private static List<List<?>> sql(PlayersOnGrid players, String query) {
    return players.ignite().cache(CacheName.LEDGER.id()).query(new SqlFieldsQuery(query)).getAll();
  }

  private void deleteIndexFiles() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      List<Path> found =
          files
              .filter(
                  file ->
                      file.endsWith("cache-ledger/index.bin")
                          || file.endsWith("cache-items/index.bin"))
              .toList();
      assertThat(found).hasSize(2);
      for (Path file : found) {
        Files.delete(file);
      }
    }
  }
}
