package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long CARL = 3;
  private static final UUID LISTING = TransactionIds.ofKey(ANN, "list");
  private static final UUID PURCHASE = TransactionIds.ofKey(BOB, "buy");
  private static final UUID OTHER = TransactionIds.ofKey(9, "other");

  private final World world = new World();
  private UUID item;

  @BeforeEach
  void openABox() {
    world.deposit(ANN, 1_000);
    world.deposit(BOB, 1_000);
    world.deposit(CARL, 1_000);
    item = world.open(ANN);
  }

  @Test
  void aListedItemIsNotFreeForAnythingElse() {
    world.done(list(300));

    assertThat(world.itemOf(ANN, item).state()).isEqualTo(ItemState.LISTED);
    assertThat(world.itemOf(ANN, item).askMinor()).isEqualTo(300);
    LedgerEntry entry = world.entryOf(ANN, LISTING);
    assertThat(entry.kind()).isEqualTo(TransactionKind.LISTING);
    assertThat(entry.amountMinor()).isZero();
    world.refused(new Redeem(ANN, OTHER, item), Refusal.ITEM_NOT_AVAILABLE);
    world.refused(new TransferItem(ANN, OTHER, item, BOB), Refusal.ITEM_NOT_AVAILABLE);
    world.refused(new ListItem(ANN, OTHER, item, 1), Refusal.ITEM_NOT_AVAILABLE);
  }

  @Test
  void aListingThatIsCancelledFreesTheItem() {
    world.done(list(300));
    world.done(new CancelListing(ANN, OTHER, item));

    assertThat(world.itemOf(ANN, item).state()).isEqualTo(ItemState.OWNED);
    assertThat(world.itemOf(ANN, item).askMinor()).isZero();
    assertThat(world.entryOf(ANN, OTHER).kind()).isEqualTo(TransactionKind.DELISTING);
    world.refused(buy(BOB, 300), Refusal.LISTING_NOT_FOUND);
    world.refused(new CancelListing(ANN, PURCHASE, item), Refusal.LISTING_NOT_FOUND);
  }

  @Test
  void aPurchaseMovesTheItemAndTheMoneyAndLeavesTheFeeInTheMarket() {
    long annBefore = world.walletOf(ANN).availableMinor();
    world.done(list(310));
    byte[] reply = world.done(buy(BOB, 310));

    assertThat(world.items).doesNotContainKey(new ItemKey(ANN, item));
    assertThat(world.itemOf(BOB, item).state()).isEqualTo(ItemState.OWNED);
    assertThat(world.itemOf(BOB, item).askMinor()).isZero();
    assertThat(world.walletOf(BOB).availableMinor()).isEqualTo(690);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(annBefore + 294);
    assertThat(world.balanceMinor(Account.MARKET)).isEqualTo(16);
    LedgerEntry purchase = world.entryOf(BOB, PURCHASE);
    assertThat(purchase.kind()).isEqualTo(TransactionKind.PURCHASE);
    assertThat(purchase.counterpartyId()).isEqualTo(ANN);
    assertThat(purchase.itemsIn()).containsExactly(item);
    LedgerEntry sale = world.entryOf(ANN, PURCHASE);
    assertThat(sale.kind()).isEqualTo(TransactionKind.SALE);
    assertThat(sale.counterpartyId()).isEqualTo(BOB);
    assertThat(sale.itemsOut()).containsExactly(item);
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .contains("\"kind\":\"PURCHASE\"", "\"sellerId\":\"1\"", "\"amountMinor\":310")
        .doesNotContain("fee");
    assertThat(new String(sale.reply(), StandardCharsets.UTF_8))
        .contains("\"kind\":\"SALE\"", "\"priceMinor\":310", "\"feeMinor\":16")
        .contains("\"amountMinor\":294");
  }

  @Test
  void oneBuyerGetsTheItemAndTheOtherKeepsTheMoney() {
    world.done(list(300));
    world.done(buy(BOB, 300));

    world.refused(
        new BuyListing(CARL, TransactionIds.ofKey(CARL, "buy"), ANN, item, 300),
        Refusal.LISTING_NOT_FOUND);
    assertThat(world.run(buy(BOB, 300)))
        .isInstanceOfSatisfying(Outcome.Done.class, d -> assertThat(d.replayed()).isTrue());
    assertThat(world.walletOf(BOB).availableMinor()).isEqualTo(700);
    assertThat(world.walletOf(CARL).availableMinor()).isEqualTo(1_000);
  }

  @Test
  void nobodyPaysAPriceTheyHaveNotSeen() {
    world.done(list(300));

    world.refused(buy(BOB, 299), Refusal.LISTING_PRICE_CHANGED);
    world.refused(buy(BOB, 301), Refusal.LISTING_PRICE_CHANGED);
  }

  @Test
  void nobodySellsWhatIsNotTheirs() {
    world.refused(new ListItem(BOB, OTHER, item, 300), Refusal.ITEM_NOT_FOUND);
    world.refused(new ListItem(99, OTHER, item, 300), Refusal.ITEM_NOT_FOUND);
    world.done(list(300));

    world.refused(new CancelListing(BOB, OTHER, item), Refusal.ITEM_NOT_FOUND);
  }

  @Test
  void nobodyBuysWhatIsNotForSaleOrFromTheWrongPlayerOrFromThemselves() {
    world.refused(buy(BOB, 300), Refusal.LISTING_NOT_FOUND);
    world.done(list(300));

    world.refused(new BuyListing(BOB, PURCHASE, CARL, item, 300), Refusal.LISTING_NOT_FOUND);
    world.refused(new BuyListing(BOB, PURCHASE, 99, item, 300), Refusal.LISTING_NOT_FOUND);
    world.refused(buy(ANN, 300), Refusal.LISTING_OWN);
  }

  @Test
  void nobodyBuysWithMoneyTheyDoNotHave() {
    world.done(list(1_001));

    world.refused(buy(BOB, 1_001), Refusal.INSUFFICIENT_FUNDS);
    world.refused(buy(99, 1_001), Refusal.INSUFFICIENT_FUNDS);
  }

  @Test
  void aSaleThatWouldOverfillTheSellersWalletIsRefused() {
    world.done(list(1_000));
    long roomMinor = Amounts.BALANCE_MAX_MINOR - world.walletOf(ANN).availableMinor();
    while (roomMinor >= 950) {
      long stepMinor = Math.min(roomMinor - 949, Amounts.TRANSACTION_MAX_MINOR);
      world.deposit(ANN, stepMinor);
      roomMinor -= stepMinor;
    }

    world.refused(buy(BOB, 1_000), Refusal.BALANCE_LIMIT_EXCEEDED);
  }

  @Test
  void theFeeIsRoundedHalfUpAndNeverMoreThanThePrice() {
    assertThat(Samples.rules(500).marketFeeMinor(9)).isZero();
    assertThat(Samples.rules(500).marketFeeMinor(10)).isEqualTo(1);
    assertThat(Samples.rules(500).marketFeeMinor(29)).isEqualTo(1);
    assertThat(Samples.rules(500).marketFeeMinor(30)).isEqualTo(2);
    assertThat(Samples.rules(0).marketFeeMinor(Amounts.TRANSACTION_MAX_MINOR)).isZero();
    for (int basisPoints = 0; basisPoints <= Rules.MARKET_FEE_MAX_BASIS_POINTS; basisPoints++) {
      Rules rules = Samples.rules(basisPoints);
      assertThat(rules.marketFeeMinor(1)).isBetween(0L, 1L);
      assertThat(rules.marketFeeMinor(Amounts.TRANSACTION_MAX_MINOR))
          .isBetween(0L, Amounts.TRANSACTION_MAX_MINOR / 2 + 1);
    }
  }

  @Test
  void refusesPricesAndFeesOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> list(0));
    assertThatIllegalArgumentException().isThrownBy(() -> list(Amounts.TRANSACTION_MAX_MINOR + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.rules(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Samples.rules(5_001));
  }

  private ListItem list(long priceMinor) {
    return new ListItem(ANN, LISTING, item, priceMinor);
  }

  private BuyListing buy(long buyer, long priceMinor) {
    return new BuyListing(buyer, PURCHASE, ANN, item, priceMinor);
  }
}
