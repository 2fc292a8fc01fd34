package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PromoOrder;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample crate costs 250. */
class PromotionTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final UUID GRANT = TransactionIds.ofKey(ANN, "grant");
  private static final UUID OPENING = TransactionIds.ofKey(ANN, "opening");
  private static final UUID OTHER = TransactionIds.ofKey(ANN, "other");
  private static final long HOUR_MS = 3_600_000;

  private final World world = new World();

  @Test
  void aGrantIsApartFromTheCash() {
    world.deposit(ANN, 100);
    byte[] reply = world.done(grant(ANN, 300));

    assertBalances(ANN, 100, 300);
    LedgerEntry entry = world.entryOf(ANN, GRANT);
    assertThat(entry.kind()).isEqualTo(TransactionKind.PROMOTION);
    assertThat(entry.debitAccount()).isEqualTo(Account.PROMO);
    assertThat(entry.creditAccount()).isEqualTo(Account.PLAYER);
    assertThat(List.of(entry.amountMinor(), entry.promoMinor())).containsExactly(300L, 300L);
    assertThat(List.of(entry.balanceAfterMinor(), entry.promoAfterMinor()))
        .containsExactly(100L, 300L);
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .contains("\"kind\":\"PROMOTION\",\"sequence\":2,\"campaign\":\"welcome\"")
        .contains("\"amountMinor\":300,\"balanceMinor\":100,\"promoBalanceMinor\":300");
  }

  @Test
  void aGrantOpensTheWalletOfAPlayerWhoHasNone() {
    world.done(grant(ANN, 300));

    assertBalances(ANN, 0, 300);
  }

  @Test
  void aRepeatedGrantHasOneEffectAndAnotherUnderItsKeyIsRefused() {
    byte[] first = world.done(grant(ANN, 300));

    assertThat(world.done(grant(ANN, 300))).isEqualTo(first);
    world.refused(new GrantPromotion(ANN, GRANT, 301, "welcome"), Refusal.IDEMPOTENCY_KEY_REUSED);
    world.refused(new GrantPromotion(ANN, GRANT, 300, "another"), Refusal.IDEMPOTENCY_KEY_REUSED);
    assertBalances(ANN, 0, 300);
  }

  @Test
  void aGrantThatWouldBeMoreThanAWalletMayHoldIsRefused() {
    for (int i = 0; i < 100; i++) {
      world.done(
          new GrantPromotion(ANN, UUID.randomUUID(), Amounts.TRANSACTION_MAX_MINOR, "welcome"));
    }

    world.refused(grant(ANN, 100), Refusal.BALANCE_LIMIT_EXCEEDED);
    world.done(grant(ANN, 99));
    assertBalances(ANN, 0, Amounts.BALANCE_MAX_MINOR);
  }

  @Test
  void refusesAmountsAndCampaignsThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> grant(ANN, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grant(ANN, Amounts.TRANSACTION_MAX_MINOR + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new GrantPromotion(ANN, GRANT, 1, " "));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GrantPromotion(ANN, GRANT, 1, "x".repeat(GrantPromotion.CAMPAIGN_MAX + 1)));
  }

  @ParameterizedTest
  @CsvSource({
    // order, cash and promotional money before, the part that promotional money pays
    "FIRST, 1000, 100, 100",
    "FIRST, 1000, 250, 250",
    "FIRST, 1000, 900, 250",
    "FIRST, 0, 250, 250",
    "FIRST, 250, 0, 0",
    "FIRST, 150, 100, 100",
    "LAST, 1000, 100, 0",
    "LAST, 250, 900, 0",
    "LAST, 249, 900, 1",
    "LAST, 100, 900, 150",
    "LAST, 0, 250, 250",
    "LAST, 150, 100, 100",
  })
  void anOpeningTakesPromotionalMoneyFirstOrLast(
      PromoOrder order, long cash, long promo, long promoPart) {
    world.setRules(Samples.rules(order));
    have(cash, promo);
    byte[] reply = world.done(new OpenBox(ANN, OPENING, "crate", 1));

    LedgerEntry entry = world.entryOf(ANN, OPENING);
    assertThat(entry.amountMinor()).isEqualTo(250);
    assertThat(entry.promoMinor()).isEqualTo(promoPart);
    assertBalances(ANN, cash - 250 + promoPart, promo - promoPart);
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .contains("\"chargedMinor\":250,\"balanceMinor\":" + (cash - 250 + promoPart) + ",")
        .contains("\"promoChargedMinor\":" + promoPart + ",\"promoBalanceMinor\":")
        .contains("\"promoBalanceMinor\":" + (promo - promoPart) + ",");
  }

  @ParameterizedTest
  @EnumSource
  void anOpeningThatBothTogetherDoNotPayIsRefusedAndBothAreNamed(PromoOrder order) {
    world.setRules(Samples.rules(order));
    have(149, 100);

    assertThat(world.run(new OpenBox(ANN, OPENING, "crate", 1)))
        .isEqualTo(
            new Outcome.Refused(
                Refusal.INSUFFICIENT_FUNDS,
                "The opening costs 250 minor units, the wallet has 149 in cash and 100 of"
                    + " promotional money."));
    assertBalances(ANN, 149, 100);
  }

  @Test
  void severalOpeningsOfABatchUseUpOneBalanceAndThenTheOther() {
    have(400, 350);
    world.done(
        new Batch(
            ANN,
            OTHER,
            List.of(
                new OpenBox(ANN, OPENING, "crate", 1),
                new OpenBox(ANN, TransactionIds.ofKey(ANN, "second"), "crate", 2))));

    assertThat(world.entryOf(ANN, OPENING).promoMinor()).isEqualTo(250);
    assertBalances(ANN, 0, 0);
  }

  @Test
  void promotionalMoneyIsNeitherWithdrawnNorGivenToAnotherPlayer() {
    have(0, 10_000);
    world.deposit(BOB, 1_000);
    UUID item = world.open(BOB);
    world.done(new ListItem(BOB, TransactionIds.ofKey(BOB, "list"), item, 10));
    UUID offer = TransactionIds.ofKey(BOB, "offer");
    UUID offered = world.open(BOB);
    world.done(new OfferTrade(BOB, offer, ANN, List.of(offered), List.of(), 0, 10, HOUR_MS));

    world.refused(new Withdraw(ANN, OTHER, 1, HOUR_MS, false), Refusal.INSUFFICIENT_FUNDS);
    world.refused(new BuyListing(ANN, OTHER, BOB, item, 10), Refusal.INSUFFICIENT_FUNDS);
    world.refused(
        new AnswerTrade(ANN, OTHER, BOB, offer, AnswerTrade.How.ACCEPT), Refusal.TRADE_STALE);
    assertBalances(ANN, 0, 10_000);
  }

  @Test
  void whatIsWonWithPromotionalMoneyIsRedeemedForCash() {
    have(0, 250);
    UUID item = world.open(ANN);
    world.done(new Redeem(ANN, OTHER, item));

    assertBalances(ANN, world.itemOf(ANN, item).valueMinor(), 0);
    assertThat(world.entryOf(ANN, OTHER).promoMinor()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aReversedOpeningGivesEachBalanceItsPartBack(PromoOrder order) {
    world.setRules(Samples.rules(order));
    have(200, 200);
    world.done(new OpenBox(ANN, OPENING, "crate", 1));
    // What the rule says by now does not matter.
    world.setRules(Samples.rules(order == PromoOrder.FIRST ? PromoOrder.LAST : PromoOrder.FIRST));
    byte[] reply = world.done(reverse(OPENING));

    assertBalances(ANN, 200, 200);
    long part = world.entryOf(ANN, OPENING).promoMinor();
    assertThat(world.entryOf(ANN, TransactionIds.ofReversal(OPENING)).promoMinor()).isEqualTo(part);
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .contains("\"amountMinor\":250,\"balanceMinor\":200,")
        .contains("\"promoAmountMinor\":" + part + ",\"promoBalanceMinor\":200,");
  }

  @Test
  void aReversedGrantIsTakenBackAndCashDoesNotStandInForIt() {
    world.deposit(ANN, 1_000);
    world.done(grant(ANN, 300));
    world.done(reverse(GRANT));
    assertBalances(ANN, 1_000, 0);
    assertThat(world.balanceMinor(Account.PROMO)).isZero();

    UUID second = TransactionIds.ofKey(ANN, "second");
    world.done(new GrantPromotion(ANN, second, 300, "welcome"));
    world.done(new OpenBox(ANN, OPENING, "crate", 1));
    world.refused(reverse(second), Refusal.REVERSAL_NOT_POSSIBLE);
    assertBalances(ANN, 1_000, 50);
  }

  @Test
  void aGrantIsTakenBackAgainOnceTheOpeningThatSpentItIsReversed() {
    world.done(grant(ANN, 300));
    world.done(new OpenBox(ANN, OPENING, "crate", 1));
    world.refused(reverse(GRANT), Refusal.REVERSAL_NOT_POSSIBLE);
    world.done(reverse(OPENING));
    world.done(reverse(GRANT));

    assertBalances(ANN, 0, 0);
  }

  /** Whatever happens, each balance follows from the ledger and neither is ever negative. */
  @ParameterizedTest
  @EnumSource
  void bothBalancesAreConservedOverAnyHistory(PromoOrder order) {
    world.setRules(Samples.rules(order));
    Random random = new Random(7);
    long granted = 0;
    long cashIn = 0;
    for (int step = 0; step < 3_000; step++) {
      UUID id = new UUID(5, step);
      Command command =
          switch (random.nextInt(6)) {
            case 0 -> new Deposit(ANN, id, 1 + random.nextInt(300));
            case 1 -> new GrantPromotion(ANN, id, 1 + random.nextInt(300), "c");
            case 2, 3 -> new OpenBox(ANN, id, "crate", 1 + random.nextInt(2));
            case 4 -> new Withdraw(ANN, id, 1 + random.nextInt(300), HOUR_MS, true);
            default -> new Reverse(ANN, id, new UUID(5, random.nextInt(step + 1)), null, "law");
          };
      Wallet before = world.wallets.get(ANN);
      Outcome outcome = world.run(command);
      if (outcome instanceof Outcome.Refused || before == null) {
        continue;
      }
      Wallet after = world.walletOf(ANN);
      assertThat(after.availableMinor()).isNotNegative();
      assertThat(after.promoMinor()).isNotNegative();
      if (command instanceof Withdraw) {
        assertThat(after.promoMinor()).as("never withdrawn").isEqualTo(before.promoMinor());
      }
    }
    for (LedgerEntry entry : world.ledgerOf(ANN)) {
      granted += entry.debitAccount() == Account.PROMO ? entry.amountMinor() : 0;
      granted -= entry.creditAccount() == Account.PROMO ? entry.amountMinor() : 0;
      cashIn += entry.debitAccount() == Account.CASH_IN ? entry.amountMinor() : 0;
      cashIn -= entry.creditAccount() == Account.CASH_IN ? entry.amountMinor() : 0;
    }
    long houseMinor = world.balanceMinor(Account.HOUSE);
    long housePromoMinor = world.ledgerOf(ANN).stream().mapToLong(this::promoOfHouse).sum();
    Wallet end = world.walletOf(ANN);
    assertThat(end.promoMinor()).isEqualTo(granted - housePromoMinor);
    assertThat(end.availableMinor() + end.heldMinor())
        .isEqualTo(cashIn - (houseMinor - housePromoMinor));
    assertThat(housePromoMinor).isPositive();
    assertThat(end.heldMinor()).isPositive();
  }

  private long promoOfHouse(LedgerEntry entry) {
    return (entry.creditAccount() == Account.HOUSE ? entry.promoMinor() : 0)
        - (entry.debitAccount() == Account.HOUSE ? entry.promoMinor() : 0);
  }

  private void have(long cashMinor, long promoMinor) {
    if (cashMinor > 0) {
      world.deposit(ANN, cashMinor);
    }
    if (promoMinor > 0) {
      world.done(grant(ANN, promoMinor));
    }
  }

  private void assertBalances(long player, long cashMinor, long promoMinor) {
    Wallet wallet = world.walletOf(player);
    assertThat(List.of(wallet.availableMinor(), wallet.promoMinor()))
        .containsExactly(cashMinor, promoMinor);
  }

  private static GrantPromotion grant(long player, long amountMinor) {
    return new GrantPromotion(player, GRANT, amountMinor, "welcome");
  }

  private static Reverse reverse(UUID target) {
    return new Reverse(
        ANN, TransactionIds.ofKey(ANN, "reverse-" + target), target, null, "a mistake");
  }
}
