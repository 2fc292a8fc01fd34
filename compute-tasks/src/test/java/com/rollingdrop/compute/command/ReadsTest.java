package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.ItemKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each command names beforehand what it reads. {@link WatchedState} holds it to it. */
class ReadsTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final UUID ID = new UUID(1, 1);
  private static final UUID FIRST = new UUID(2, 2);
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();
  private UUID anns = ID;
  private UUID bens = ID;

  @BeforeEach
  void begin() {
    world.deposit(ANN, 1_000);
    world.deposit(BEN, 1_000);
    anns = world.open(ANN);
    bens = world.open(BEN);
  }

  @Test
  void ofOnePlayer() {
    world.done(new Withdraw(ANN, FIRST, 5, HOUR_MS, true));

    done(new Deposit(ANN, ID, 5));
    done(new OpenBox(ANN, ID, "crate", 1));
    done(new Withdraw(ANN, ID, 5, HOUR_MS, true));
    done(new EndWithdrawal(ANN, ID, FIRST, EndWithdrawal.How.SETTLE));
    done(new Redeem(ANN, ID, anns));
    done(new OpenWallet(ANN));
    done(new SetClientSeed(ANN, "mine"));
    done(new RotateSeed(ANN));
  }

  @Test
  void ofTwoPlayers() {
    done(new TransferItem(ANN, ID, anns, BEN));
    done(new ListItem(ANN, ID, anns, 5));
    world.done(new ListItem(ANN, FIRST, anns, 5));
    done(new CancelListing(ANN, ID, anns));
    done(new BuyListing(BEN, ID, ANN, anns, 5));
  }

  @Test
  void ofATrade() {
    OfferTrade offer = new OfferTrade(ANN, FIRST, BEN, List.of(anns), List.of(bens), 5, 0, HOUR_MS);
    done(offer);
    world.done(offer);
    AnswerTrade acceptance = new AnswerTrade(BEN, ID, ANN, FIRST, AnswerTrade.How.ACCEPT);
    AnswerTrade cancellation = new AnswerTrade(ANN, ID, ANN, FIRST, AnswerTrade.How.CANCEL);

    done(acceptance);
    done(new AnswerTrade(BEN, ID, ANN, FIRST, AnswerTrade.How.DECLINE));
    done(cancellation);
    assertThat(acceptance.items(world))
        .containsExactly(new ItemKey(ANN, anns), new ItemKey(BEN, bens));
    assertThat(cancellation.items(world)).isEmpty();
    assertThat(cancellation.players()).containsExactly(ANN);
    // Of somebody else's offer nobody's items are read.
    assertThat(new AnswerTrade(3, ID, ANN, FIRST, AnswerTrade.How.ACCEPT).items(world)).isEmpty();
    assertThat(new AnswerTrade(BEN, ID, ANN, ID, AnswerTrade.How.ACCEPT).items(world)).isEmpty();
  }

  @Test
  void ofAReversal() {
    world.done(new TransferItem(ANN, FIRST, anns, BEN));
    UUID redemption = new UUID(3, 3);
    world.done(new Redeem(BEN, redemption, bens));

    done(new Reverse(ANN, ID, FIRST, BEN, "a mistake"));
    done(new Reverse(BEN, ID, redemption, null, "a mistake"));
  }

  @Test
  void ofABatch() {
    UUID withdrawal = new UUID(3, 3);
    world.done(new Withdraw(ANN, withdrawal, 5, HOUR_MS, true));
    Batch batch =
        new Batch(
            ANN,
            ID,
            List.of(
                new OpenBox(ANN, FIRST, "crate", 1),
                new EndWithdrawal(ANN, new UUID(4, 4), withdrawal, EndWithdrawal.How.VOID),
                new TransferItem(ANN, new UUID(5, 5), anns, BEN)));
    Decision decision = batch.decide(world, world.at());

    assertThat(decision.outcome()).isInstanceOf(Outcome.Done.class);
    assertThat(batch.players()).containsExactly(ANN, BEN);
    assertThat(batch.boxes()).containsExactly("crate");
    assertThat(batch.entries())
        .hasSize(4)
        .contains(batch.ledgerKey(), batch.commands().get(0).ledgerKey());
    assertThat(batch.pending()).hasSize(1);
    assertThat(batch.items(world)).containsExactly(new ItemKey(ANN, anns));
  }

  @Test
  void onlyARotationMustNotBeSentAgain() {
    assertThat(new RotateSeed(ANN).repeatable()).isFalse();
    assertThat(new Deposit(ANN, ID, 5).repeatable()).isTrue();
    assertThat(new OpenWallet(ANN).repeatable()).isTrue();
  }

  private void done(Command command) {
    assertThat(WatchedState.decide(world, command).outcome()).isInstanceOf(Outcome.Done.class);
  }
}
