package com.rollingdrop.compute.shell;

import static com.rollingdrop.compute.shell.PlayersOnGrid.deposit;
import static com.rollingdrop.compute.shell.PlayersOnGrid.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done as a whole, and what is undone, on a real node. Each test has players of its own.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
class BatchesAndReversalsIT {
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
  void aBatchTakesEffectAsAWholeOrNotAtAll() {
    players.done(deposit(70, "d", 1_000));
    OpenBox opening = open(70, "in batch", 2);
    UUID drawn = Digests.uuid("item:" + opening.transactionId() + ":0");
    Redeem redemption = new Redeem(70, TransactionIds.ofKey(70, "r"), drawn);

    Outcome refused =
        players
            .submit(
                new Batch(
                    70,
                    TransactionIds.ofKey(70, "b1"),
                    List.of(opening, redemption, open(70, "too dear", 10))))
            .join();
    assertThat(refused)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.detail()).contains("Command 2", "INSUFFICIENT_FUNDS"));
    assertThat(players.wallet(70).sequence()).isEqualTo(1);
    assertThat(players.reads().inventory(70, Long.MAX_VALUE, 10)).isEmpty();

    Batch batch = new Batch(70, TransactionIds.ofKey(70, "b2"), List.of(opening, redemption));
    Outcome.Done first = players.done(batch);
    assertThat(players.done(batch)).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(players.wallet(70).sequence()).isEqualTo(4);
    assertThat(players.reads().history(70, Long.MAX_VALUE, 10))
        .extracting(past -> past.entry().kind())
        .containsExactly(
            TransactionKind.BATCH,
            TransactionKind.REDEMPTION,
            TransactionKind.BOX_OPENING,
            TransactionKind.DEPOSIT);
    assertThat(players.reads().inventory(70, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void aPurchaseIsReversedOnceHoweverOftenThatIsAskedAtOnce() {
    players.done(deposit(80, "d", 1_000));
    players.done(deposit(81, "d", 1_000));
    UUID item = players.itemOf(80);
    players.done(new ListItem(80, TransactionIds.ofKey(80, "l"), item, 300));
    BuyListing purchase = new BuyListing(81, TransactionIds.ofKey(81, "b"), 80, item, 300);
    players.done(purchase);
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          players.submit(
              new Reverse(
                  81,
                  TransactionIds.ofKey(81, "r" + i),
                  purchase.transactionId(),
                  80L,
                  "a mistake")));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(players.wallet(80).availableMinor()).isEqualTo(750);
    assertThat(players.wallet(81).availableMinor()).isEqualTo(1_000);
    assertThat(players.reads().inventory(80, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(item);
  }
}
