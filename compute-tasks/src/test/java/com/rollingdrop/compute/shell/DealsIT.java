package com.rollingdrop.compute.shell;

import static com.rollingdrop.compute.shell.PlayersOnGrid.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.PendingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales and trades on a real node. Each test has players of its own. */
@SuppressWarnings("NullAway.Init") // set before all tests
class DealsIT {
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
  void aListedItemGoesToOneOfThoseWhoBuyItAtOnce() {
    players.done(deposit(50, "d", 1_000));
    UUID item = players.itemOf(50);
    players.done(new ListItem(50, TransactionIds.ofKey(50, "l"), item, 300));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (long buyer = 51; buyer <= 58; buyer++) {
      players.done(deposit(buyer, "d", 1_000));
    }
    for (long buyer = 51; buyer <= 58; buyer++) {
      all.add(
          players.submit(new BuyListing(buyer, TransactionIds.ofKey(buyer, "b"), 50, item, 300)));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance))
        .hasSize(7)
        .allSatisfy(
            o -> assertThat(((Outcome.Refused) o).refusal()).isEqualTo(Refusal.LISTING_NOT_FOUND));
    long ownersFound = 0;
    long paidMinor = 0;
    for (long buyer = 51; buyer <= 58; buyer++) {
      ownersFound += players.reads().inventory(buyer, Long.MAX_VALUE, 10).size();
      paidMinor += 1_000 - players.wallet(buyer).availableMinor();
    }
    assertThat(ownersFound).isEqualTo(1);
    assertThat(paidMinor).isEqualTo(300);
    assertThat(players.reads().inventory(50, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(players.wallet(50).availableMinor()).isEqualTo(750 + 285);
  }

  @Test
  void aTradeIsCarriedOutOnceHoweverOftenItIsAcceptedAtOnce() {
    players.done(deposit(60, "d", 1_000));
    players.done(deposit(61, "d", 1_000));
    UUID offered = players.itemOf(60);
    UUID asked = players.itemOf(61);
    UUID offer = TransactionIds.ofKey(60, "offer");
    players.done(
        new OfferTrade(60, offer, 61, List.of(offered), List.of(asked), 100, 0, 3_600_000));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          players.submit(
              new AnswerTrade(
                  61, TransactionIds.ofKey(61, "a" + i), 60, offer, AnswerTrade.How.ACCEPT)));
      all.add(
          players.submit(
              new AnswerTrade(
                  60, TransactionIds.ofKey(60, "c" + i), 60, offer, AnswerTrade.How.CANCEL)));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(players.wallet(60).availableMinor() + players.wallet(61).availableMinor())
        .isEqualTo(1_500);
    boolean accepted = players.wallet(61).availableMinor() == 850;
    assertThat(players.reads().inventory(60, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(accepted ? asked : offered);
    assertThat(players.reads().inventory(61, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(accepted ? offered : asked);
    assertThat(Caches.pending(players.ignite()).get(new PendingKey(60, offer))).isNull();
  }
}
