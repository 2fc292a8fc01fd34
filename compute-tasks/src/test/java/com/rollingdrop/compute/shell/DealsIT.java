package com.rollingdrop.compute.shell;

import static com.rollingdrop.compute.shell.PlayersOnGrid.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.client.Marketplace;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.CancelListing;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.PendingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.ignite.cache.query.ScanQuery;
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

  /** What the market is searched by stands apart from the items, and follows all they do. */
  @Test
  void theMarketHasWhatIsForSaleAndNothingElse() {
    players.done(deposit(70, "d", 10_000));
    players.done(deposit(71, "d", 10_000));
    players.done(PlayersOnGrid.open(70, "three", 3));
    List<UUID> items =
        players.reads().inventory(70, Long.MAX_VALUE, 3).stream()
            .map(PlayerReads.OwnedItem::itemId)
            .toList();
    for (int i = 0; i < 3; i++) {
      players.done(new ListItem(70, TransactionIds.ofKey(70, "l" + i), items.get(i), 80_010 + i));
    }
    assertThat(market(false)).containsExactlyElementsOf(items);
    assertThat(market(true)).containsExactly(items.get(2), items.get(1), items.get(0));

    players.done(new CancelListing(70, TransactionIds.ofKey(70, "c"), items.get(0)));
    players.done(deposit(71, "more", 200_000));
    players.done(new BuyListing(71, TransactionIds.ofKey(71, "b"), 70, items.get(1), 80_011));
    assertThat(market(false)).containsExactly(items.get(2));

    players.done(
        new Batch(
            71,
            TransactionIds.ofKey(71, "batch"),
            List.of(
                new BuyListing(71, TransactionIds.ofKey(71, "b2"), 70, items.get(2), 80_012),
                new ListItem(71, TransactionIds.ofKey(71, "l2"), items.get(2), 80_020),
                new ListItem(71, TransactionIds.ofKey(71, "l3"), items.get(1), 80_019),
                new CancelListing(71, TransactionIds.ofKey(71, "c3"), items.get(1)))));
    assertThat(market(false)).containsExactly(items.get(2));

    Map<ItemKey, Item> listed = new HashMap<>();
    try (var all = Caches.items(players.ignite()).query(new ScanQuery<ItemKey, Item>())) {
      all.forEach(
          entry -> {
            if (entry.getValue().state() == ItemState.LISTED) {
              listed.put(entry.getKey(), entry.getValue());
            }
          });
    }
    Map<ItemKey, Long> versions = new HashMap<>();
    try (var all = Caches.listings(players.ignite()).query(new ScanQuery<ItemKey, Item>())) {
      all.forEach(entry -> versions.put(entry.getKey(), entry.getValue().version()));
    }
    assertThat(versions).containsOnlyKeys(listed.keySet()).isNotEmpty();
    listed.forEach((key, item) -> assertThat(versions).containsEntry(key, item.version()));
  }

  private static List<UUID> market(boolean dearestFirst) {
    return new Marketplace(players.ignite())
            .search(new Marketplace.Search(dearestFirst, 80_000, 80_999, null, null), null, 10)
            .listings()
            .stream()
            .map(Marketplace.Listing::itemId)
            .toList();
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
