package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final UUID ID = TransactionIds.ofKey(ANN, "batch");
  private static final UUID ONE = TransactionIds.ofKey(ANN, "one");
  private static final UUID TWO = TransactionIds.ofKey(ANN, "two");
  private static final UUID THREE = TransactionIds.ofKey(ANN, "three");
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();

  @BeforeEach
  void fund() {
    world.deposit(BOB, 1_000);
  }

  @Test
  void eachCommandSeesWhatTheOnesBeforeItDid() {
    UUID item = TransactionIds.ofItem(TWO, 0);
    byte[] reply =
        world.done(
            batch(
                new Deposit(ANN, ONE, 1_000),
                new OpenBox(ANN, TWO, "crate", 1),
                new Redeem(ANN, THREE, item)));

    assertThat(world.itemOf(ANN, item).state()).isEqualTo(ItemState.REDEEMED);
    assertThat(world.ledgerOf(ANN))
        .extracting(LedgerEntry::kind)
        .containsExactly(
            TransactionKind.DEPOSIT,
            TransactionKind.BOX_OPENING,
            TransactionKind.REDEMPTION,
            TransactionKind.BATCH);
    assertThat(world.ledgerOf(ANN))
        .extracting(LedgerEntry::sequence)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(world.entryOf(ANN, ID).amountMinor()).isZero();
    assertThat(text(reply))
        .startsWith(
            "{\"transactionId\":\"" + ID + "\",\"kind\":\"BATCH\",\"sequence\":4,\"replies\":[{")
        .isEqualTo(
            text(reply).substring(0, text(reply).indexOf('[') + 1)
                + text(world.entryOf(ANN, ONE).reply())
                + ","
                + text(world.entryOf(ANN, TWO).reply())
                + ","
                + text(world.entryOf(ANN, THREE).reply())
                + "]}");
  }

  @Test
  void oneRefusalRefusesAllAndIsNamed() {
    Outcome outcome =
        world.run(batch(new Deposit(ANN, ONE, 200), new OpenBox(ANN, TWO, "crate", 1)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.refusal()).isEqualTo(Refusal.BATCH_REFUSED);
              assertThat(refused.detail())
                  .startsWith("Command 1 of the batch: INSUFFICIENT_FUNDS: ");
            });
    assertThat(world.wallets).doesNotContainKey(ANN);
    assertThat(world.ledgerOf(ANN)).isEmpty();
  }

  @Test
  void aBatchIsRepeatedWithoutEffectAndItsCommandsTooOnTheirOwn() {
    Batch batch = batch(new Deposit(ANN, ONE, 200), new Deposit(ANN, TWO, 300));
    byte[] reply = world.done(batch);

    assertThat(world.run(batch)).isEqualTo(new Outcome.Done(reply, true));
    assertThat(world.run(new Deposit(ANN, ONE, 200)))
        .isInstanceOfSatisfying(Outcome.Done.class, d -> assertThat(d.replayed()).isTrue());
    world.refused(batch(new Deposit(ANN, ONE, 200)), Refusal.IDEMPOTENCY_KEY_REUSED);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(500);
  }

  @Test
  void aCommandThatTookEffectEarlierCountsOnceAndItsIdIsNotReused() {
    world.done(new Deposit(ANN, ONE, 200));
    world.refused(
        batch(new Deposit(ANN, ONE, 201), new Deposit(ANN, TWO, 300)), Refusal.BATCH_REFUSED);
    byte[] reply = world.done(batch(new Deposit(ANN, ONE, 200), new Deposit(ANN, TWO, 300)));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(500);
    assertThat(text(reply)).contains(text(world.entryOf(ANN, ONE).reply()));
  }

  @Test
  void whatBeginsAndEndsInABatchLeavesNothingOpen() {
    world.done(
        batch(
            new Deposit(ANN, ONE, 500),
            new Withdraw(ANN, TWO, 400, HOUR_MS, false),
            new EndWithdrawal(ANN, THREE, TWO, EndWithdrawal.How.SETTLE)));

    assertThat(world.pending).isEmpty();
    assertThat(world.ended.get(new PendingKey(ANN, TWO)))
        .isNotNull()
        .satisfies(p -> assertThat(p.state()).isEqualTo(PendingState.SETTLED));
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(100);
    assertThat(world.walletOf(ANN).heldMinor()).isZero();
  }

  @Test
  void anItemThatGoesAndComesBackInABatchIsWhereItWas() {
    world.deposit(ANN, 1_000);
    UUID item = world.open(ANN);
    UUID offer = TransactionIds.ofKey(BOB, "offer");
    world.done(new OfferTrade(BOB, offer, ANN, List.of(item(BOB)), List.of(), 0, 0, HOUR_MS));
    world.done(
        batch(
            new TransferItem(ANN, ONE, item, BOB),
            new Reverse(ANN, TWO, ONE, BOB, "changed my mind"),
            new AnswerTrade(ANN, THREE, BOB, offer, AnswerTrade.How.ACCEPT)));

    assertThat(world.items)
        .containsKey(new ItemKey(ANN, item))
        .doesNotContainKey(new ItemKey(BOB, item));
    assertThat(world.itemOf(ANN, item).version()).isEqualTo(3);
    assertThat(world.pending).isEmpty();
    assertThat(world.ledgerOf(BOB).stream().map(LedgerEntry::kind))
        .containsSubsequence(
            TransactionKind.TRANSFER_IN, TransactionKind.REVERSAL, TransactionKind.TRADE);
    assertThat(world.entries).containsKey(new LedgerKey(ANN, ID));
  }

  @Test
  void nobodyUsesInABatchWhatIsNotTheirs() {
    UUID bobs = item(BOB);
    world.deposit(ANN, 1_000);

    world.refused(
        batch(new Deposit(ANN, ONE, 5), new Redeem(ANN, TWO, bobs)), Refusal.BATCH_REFUSED);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch(new Deposit(ANN, ONE, 5), new Redeem(BOB, TWO, bobs)));
  }

  @Test
  void nothingIsSpentTwiceInABatch() {
    world.deposit(ANN, 1_000);
    UUID item = world.open(ANN);

    world.refused(
        batch(new Redeem(ANN, ONE, item), new TransferItem(ANN, TWO, item, BOB)),
        Refusal.BATCH_REFUSED);
    world.refused(
        batch(
            new Withdraw(ANN, ONE, 600, HOUR_MS, false),
            new Withdraw(ANN, TWO, 600, HOUR_MS, false)),
        Refusal.BATCH_REFUSED);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(750);
  }

  @Test
  void refusesBatchesThatAreNone() {
    Deposit deposit = new Deposit(ANN, ONE, 5);
    assertThatIllegalArgumentException().isThrownBy(() -> batch());
    assertThatIllegalArgumentException().isThrownBy(() -> batch(deposit, deposit));
    assertThatIllegalArgumentException().isThrownBy(() -> batch(new Deposit(ANN, ID, 5)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> batch(new Batch(ANN, TWO, List.of(deposit))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Batch(ANN, ID, Collections.nCopies(Batch.COMMANDS_MAX + 1, deposit)));
  }

  private UUID item(long player) {
    return world.items.keySet().stream()
        .filter(key -> key.playerId() == player)
        .map(ItemKey::itemId)
        .findFirst()
        .orElseGet(() -> world.open(player));
  }

  private static Batch batch(LedgerCommand... commands) {
    return new Batch(ANN, ID, List.of(commands));
  }

  private static String text(byte[] reply) {
    return new String(reply, StandardCharsets.UTF_8);
  }
}
