package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemCommandsTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final UUID ID = TransactionIds.ofKey(ANN, "key");

  private final World world = new World();
  private UUID item;

  @BeforeEach
  void openABox() {
    world.deposit(ANN, 1_000);
    world.deposit(BOB, 1);
    item = world.open(ANN);
  }

  @Test
  void redeemingPaysTheValueAndTakesTheItemOutOfPlay() {
    long before = world.walletOf(ANN).availableMinor();
    Item sold = world.itemOf(ANN, item);
    world.done(new Redeem(ANN, ID, item));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(before + sold.valueMinor());
    assertThat(world.itemOf(ANN, item).state()).isEqualTo(ItemState.REDEEMED);
    LedgerEntry entry = world.entryOf(ANN, ID);
    assertThat(entry.debitAccount()).isEqualTo(Account.HOUSE);
    assertThat(entry.itemsOut()).containsExactly(item);
  }

  @Test
  void anItemIsRedeemedOnceAndThenNotGivenAway() {
    world.done(new Redeem(ANN, ID, item));

    UUID other = TransactionIds.ofKey(ANN, "other");
    world.refused(new Redeem(ANN, other, item), Refusal.ITEM_NOT_AVAILABLE);
    world.refused(new TransferItem(ANN, other, item, BOB), Refusal.ITEM_NOT_AVAILABLE);
  }

  @Test
  void nobodyRedeemsWhatIsNotTheirs() {
    world.refused(new Redeem(BOB, ID, item), Refusal.ITEM_NOT_FOUND);
    world.refused(new Redeem(3, ID, item), Refusal.ITEM_NOT_FOUND);
  }

  @Test
  void aTransferMovesTheItemAndStandsInBothLedgers() {
    byte[] reply = world.done(new TransferItem(ANN, ID, item, BOB));

    assertThat(world.items).doesNotContainKey(new ItemKey(ANN, item));
    assertThat(world.itemOf(BOB, item).acquiredSequence())
        .isEqualTo(world.walletOf(BOB).sequence());
    LedgerEntry out = world.entryOf(ANN, ID);
    LedgerEntry in = world.entryOf(BOB, ID);
    assertThat(out.kind()).isEqualTo(TransactionKind.TRANSFER_OUT);
    assertThat(out.counterpartyId()).isEqualTo(BOB);
    assertThat(out.itemsOut()).containsExactly(item);
    assertThat(in.kind()).isEqualTo(TransactionKind.TRANSFER_IN);
    assertThat(in.counterpartyId()).isEqualTo(ANN);
    assertThat(in.itemsIn()).containsExactly(item);
    assertThat(out.amountMinor()).isZero();
    assertThat(new String(reply, StandardCharsets.UTF_8)).contains("\"recipientId\":\"2\"");
  }

  @Test
  void anItemGoesThereAndBackAndItsVersionGrows() {
    world.done(new TransferItem(ANN, ID, item, BOB));
    world.done(new TransferItem(BOB, TransactionIds.ofKey(BOB, "back"), item, ANN));

    assertThat(world.itemOf(ANN, item).version()).isEqualTo(3);
    assertThat(world.items).doesNotContainKey(new ItemKey(BOB, item));
  }

  @Test
  void transfersGoToAnotherPlayerWhoExists() {
    world.refused(new TransferItem(ANN, ID, item, ANN), Refusal.RECIPIENT_NOT_ALLOWED);
    world.refused(new TransferItem(ANN, ID, item, 99), Refusal.RECIPIENT_NOT_FOUND);
    world.refused(new TransferItem(BOB, ID, item, ANN), Refusal.ITEM_NOT_FOUND);
  }
}
