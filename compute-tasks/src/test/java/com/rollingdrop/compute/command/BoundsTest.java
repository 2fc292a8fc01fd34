package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is just allowed, and what is just not. */
class BoundsTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final UUID ID = new UUID(1, 1);
  private static final UUID FIRST = new UUID(2, 2);
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();
  private UUID anns = ID;

  @BeforeEach
  void begin() {
    world.deposit(ANN, 250);
    world.deposit(BEN, 300);
    anns = world.open(ANN);
  }

  @Test
  void aBatchOfTheMostCommands() {
    List<LedgerCommand> commands = new ArrayList<>();
    for (int i = 0; i < Batch.COMMANDS_MAX; i++) {
      commands.add(new Deposit(ANN, new UUID(9, i), 1));
    }
    world.done(new Batch(ANN, ID, commands));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(Batch.COMMANDS_MAX);
  }

  @Test
  void anOfferOfTheMostItemsForTheShortestAndTheLongestTime() {
    List<UUID> most = new ArrayList<>();
    for (int i = 0; i < OfferTrade.ITEMS_MAX; i++) {
      most.add(new UUID(9, i));
    }
    List<UUID> others = most.stream().map(id -> new UUID(8, id.getLeastSignificantBits())).toList();

    assertThat(offer(most, others, OfferTrade.VALID_MIN_MS).offeredItems()).hasSize(50);
    assertThat(offer(others, most, OfferTrade.VALID_MAX_MS).askedItems()).hasSize(50);
    List<UUID> tooMany = new ArrayList<>(most);
    tooMany.add(ID);
    assertThatIllegalArgumentException().isThrownBy(() -> offer(tooMany, others, HOUR_MS));
    assertThatIllegalArgumentException().isThrownBy(() -> offer(others, tooMany, HOUR_MS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> offer(most, others, OfferTrade.VALID_MIN_MS - 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> offer(most, others, OfferTrade.VALID_MAX_MS + 1));
  }

  @Test
  void aReasonOfTheMostCharacters() {
    String longest = String.join("", Collections.nCopies(Reverse.REASON_MAX, "x"));

    assertThat(new Reverse(ANN, ID, FIRST, null, longest).reason()).isEqualTo(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reverse(ANN, ID, FIRST, null, longest + "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Reverse(ANN, ID, FIRST, null, " "));
  }

  @Test
  void aPriceOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BuyListing(ANN, ID, BEN, anns, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BuyListing(ANN, ID, BEN, anns, Amounts.TRANSACTION_MAX_MINOR + 1));
  }

  @Test
  void aPurchaseAndATradeForAllTheMoneyThereIs() {
    world.done(new ListItem(ANN, FIRST, anns, 300));
    world.done(new BuyListing(BEN, ID, ANN, anns, 300));
    assertThat(world.walletOf(BEN).availableMinor()).isZero();

    UUID offer = new UUID(3, 3);
    long allMinor = world.walletOf(ANN).availableMinor();
    world.done(new OfferTrade(ANN, offer, BEN, List.of(), List.of(anns), allMinor, 0, HOUR_MS));
    world.done(new AnswerTrade(BEN, new UUID(4, 4), ANN, offer, AnswerTrade.How.ACCEPT));
    assertThat(world.walletOf(ANN).availableMinor()).isZero();
    world.done(
        new OfferTrade(ANN, new UUID(5, 5), BEN, List.of(anns), List.of(), 0, allMinor, HOUR_MS));
    world.done(new AnswerTrade(BEN, new UUID(6, 6), ANN, new UUID(5, 5), AnswerTrade.How.ACCEPT));
    assertThat(world.walletOf(BEN).availableMinor()).isZero();
  }

  @Test
  void aRedemptionThatJustFillsTheWallet() {
    long valueMinor = world.itemOf(ANN, anns).valueMinor();
    fillTo(ANN, valueMinor);
    world.done(new Redeem(ANN, ID, anns));
    assertFull(ANN);
    // Back to what there was, and one more: now there is no room.
    world.done(reversal(ANN, ID));
    world.deposit(ANN, 1);
    world.refused(new Redeem(ANN, new UUID(3, 3), anns), Refusal.BALANCE_LIMIT_EXCEEDED);
  }

  @Test
  void aSaleThatJustFillsTheWallet() {
    world.done(new ListItem(ANN, FIRST, anns, 300));
    fillTo(ANN, 284);
    world.refused(new BuyListing(BEN, ID, ANN, anns, 300), Refusal.BALANCE_LIMIT_EXCEEDED);
    world.done(new Withdraw(ANN, new UUID(3, 3), 1, HOUR_MS, true));
    world.done(new BuyListing(BEN, ID, ANN, anns, 300));
    assertFull(ANN);
  }

  @Test
  void aTradeThatJustFillsEitherWallet() {
    UUID offer = new UUID(3, 3);
    AnswerTrade acceptance =
        new AnswerTrade(BEN, new UUID(4, 4), ANN, offer, AnswerTrade.How.ACCEPT);
    world.done(new OfferTrade(ANN, offer, BEN, List.of(anns), List.of(), 0, 300, HOUR_MS));
    fillTo(ANN, 299);
    world.refused(acceptance, Refusal.BALANCE_LIMIT_EXCEEDED);
    world.done(new Withdraw(ANN, new UUID(5, 5), 1, HOUR_MS, true));
    world.done(acceptance);
    assertFull(ANN);

    UUID back = new UUID(6, 6);
    AnswerTrade second = new AnswerTrade(BEN, new UUID(7, 7), ANN, back, AnswerTrade.How.ACCEPT);
    world.done(new OfferTrade(ANN, back, BEN, List.of(), List.of(anns), 100, 0, HOUR_MS));
    fillTo(BEN, 99);
    world.refused(second, Refusal.BALANCE_LIMIT_EXCEEDED);
    world.done(new Withdraw(BEN, new UUID(8, 8), 1, HOUR_MS, true));
    world.done(second);
    assertFull(BEN);
  }

  @Test
  void aReversalThatJustFillsTheWalletOrJustEmptiesIt() {
    UUID opening = new UUID(3, 3);
    world.deposit(ANN, 250);
    world.done(new OpenBox(ANN, opening, "crate", 1));
    fillTo(ANN, 249);
    world.refused(reversal(ANN, opening), Refusal.BALANCE_LIMIT_EXCEEDED);
    world.done(new Withdraw(ANN, new UUID(5, 5), 1, HOUR_MS, true));
    world.done(reversal(ANN, opening));
    assertFull(ANN);

    UUID deposit = new UUID(6, 6);
    world.done(new Withdraw(BEN, new UUID(7, 7), 300, HOUR_MS, true));
    world.done(new Deposit(BEN, deposit, 40));
    world.done(new Withdraw(BEN, new UUID(8, 8), 1, HOUR_MS, true));
    world.refused(reversal(BEN, deposit), Refusal.REVERSAL_NOT_POSSIBLE);
    world.deposit(BEN, 1);
    world.done(reversal(BEN, deposit));
    assertThat(world.walletOf(BEN).availableMinor()).isZero();
  }

  /** Deposits until there is room for exactly so much more. */
  private void fillTo(long player, long roomMinor) {
    Wallet wallet = world.walletOf(player);
    long leftMinor = Amounts.BALANCE_MAX_MINOR - wallet.availableMinor() - roomMinor;
    while (leftMinor > 0) {
      long stepMinor = Math.min(leftMinor, Amounts.TRANSACTION_MAX_MINOR);
      world.deposit(player, stepMinor);
      leftMinor -= stepMinor;
    }
  }

  private void assertFull(long player) {
    assertThat(world.walletOf(player).availableMinor()).isEqualTo(Amounts.BALANCE_MAX_MINOR);
  }

  private static Reverse reversal(long player, UUID target) {
    return new Reverse(
        player, new UUID(~target.getMostSignificantBits(), player), target, null, "a mistake");
  }

  private static OfferTrade offer(List<UUID> offered, List<UUID> asked, long validForMs) {
    return new OfferTrade(ANN, ID, BEN, offered, asked, 0, 0, validForMs);
  }
}
