package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final UUID AXE = new UUID(7, 8);
  private static final UUID BOW = new UUID(9, 10);

  private final World world = new World();

  @Test
  void moneyAndItemsComeAsOneEntry() {
    byte[] reply = world.done(new Import(ANN, 1, 500, 0, List.of(), List.of(axe(null))));

    LedgerEntry entry = world.entryOf(ANN, TransactionIds.ofImport(ANN, 1));
    assertThat(entry.kind()).isEqualTo(TransactionKind.IMPORT);
    assertThat(List.of(entry.debitAccount(), entry.creditAccount()))
        .containsExactly(Account.IMPORT, Account.PLAYER);
    assertThat(entry.itemsIn()).containsExactly(AXE);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(500);
    Item item = world.itemOf(ANN, AXE);
    assertThat(ImportedItem.of(AXE, item)).isEqualTo(axe(null));
    assertThat(item.version()).isEqualTo(1);
    assertThat(item.sourceTransactionId()).isEqualTo(TransactionIds.ofImport(ANN, 1));
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .contains("\"kind\":\"IMPORT\",\"sequence\":1,\"amountMinor\":500,\"balanceMinor\":500")
        .contains("\"items\":[{\"itemId\":\"" + AXE)
        .endsWith("\"itemsOut\":[]}");
  }

  @Test
  void whatShrinksThereGoesBackToWhereItCameFrom() {
    world.done(cash(ANN, 1, 500));
    world.done(cash(ANN, 2, -200));
    world.done(promo(ANN, 3, 90));
    world.done(promo(ANN, 4, -40));

    assertThat(world.balanceMinor(Account.IMPORT)).isEqualTo(-300);
    assertThat(world.balanceMinor(Account.PROMO)).isEqualTo(-50);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(300);
    assertThat(world.walletOf(ANN).promoMinor()).isEqualTo(50);
    world.refused(cash(ANN, 5, -301), Refusal.INSUFFICIENT_FUNDS);
    world.refused(promo(ANN, 5, -51), Refusal.INSUFFICIENT_FUNDS);
  }

  @Test
  void aRepetitionIsAnsweredAsAtFirstAndAnotherInItsPlaceIsRefused() {
    byte[] first = world.done(cash(ANN, 1, 500));

    assertThat(world.done(cash(ANN, 1, 500))).isEqualTo(first);
    world.refused(cash(ANN, 1, 501), Refusal.IDEMPOTENCY_KEY_REUSED);
    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(500);
  }

  @Test
  void anImporterThatKnowsAnOlderOrNewerLedgerChangesNothing() {
    world.done(cash(ANN, 1, 500));

    world.refused(cash(ANN, 3, 1), Refusal.IMPORT_STALE);
    world.refused(cash(BEN, 2, 1), Refusal.IMPORT_STALE);
  }

  @Test
  void whoHasPlayedHereIsLeftAlone() {
    world.deposit(ANN, 100);
    world.refused(cash(ANN, 2, 1), Refusal.PLAYER_HAS_PLAYED);

    world.done(cash(BEN, 1, 300));
    world.open(BEN);
    world.refused(cash(BEN, 3, 1), Refusal.PLAYER_HAS_PLAYED);
  }

  /** No client can choose a transaction's id; if one could, it would not pass for an import. */
  @Test
  void anotherEntryUnderAnImportsIdIsNoImport() {
    world.done(new Deposit(ANN, TransactionIds.ofImport(ANN, 1), 100));

    world.refused(cash(ANN, 2, 1), Refusal.PLAYER_HAS_PLAYED);
  }

  @Test
  void aWalletThatWasOnlyOpenedTakesAnImport() {
    world.done(new OpenWallet(ANN));
    world.done(cash(ANN, 1, 500));

    assertThat(world.walletOf(ANN).availableMinor()).isEqualTo(500);
  }

  @Test
  void anItemThatGoesIsRevokedAndCanComeBack() {
    world.done(new Import(ANN, 1, 0, 0, List.of(), List.of(axe(null))));
    world.done(new Import(ANN, 2, 0, 0, List.of(AXE), List.of()));
    assertThat(world.itemOf(ANN, AXE).state()).isEqualTo(ItemState.REVOKED);

    world.done(new Import(ANN, 3, 0, 0, List.of(), List.of(axe(null))));

    assertThat(world.itemOf(ANN, AXE).state()).isEqualTo(ItemState.OWNED);
    assertThat(world.itemOf(ANN, AXE).version()).isEqualTo(3);
    assertThat(WorldAudit.audit(world, ANN, true).findings()).isEmpty();
  }

  @Test
  void anItemThatChangesGoesAndComes() {
    world.done(new Import(ANN, 1, 0, 0, List.of(), List.of(axe(null))));
    ImportedItem dearer = new ImportedItem(AXE, "axe", "Axe", "epic", 900, 1_000, null);
    world.refused(new Import(ANN, 2, 0, 0, List.of(), List.of(dearer)), Refusal.ITEM_NOT_AVAILABLE);
    world.done(new Import(ANN, 2, 0, 0, List.of(AXE), List.of(dearer)));

    assertThat(ImportedItem.of(AXE, world.itemOf(ANN, AXE))).isEqualTo(dearer);
    assertThat(world.itemOf(ANN, AXE).version()).isEqualTo(2);
    assertThat(WorldAudit.audit(world, ANN, true).findings()).isEmpty();
  }

  @Test
  void anItemMovesOnlyWhenItIsOutOfTheOthersHands() {
    world.done(new Import(ANN, 1, 0, 0, List.of(), List.of(axe(null))));
    Import bringing = new Import(BEN, 1, 0, 0, List.of(), List.of(axe(ANN)));
    world.refused(bringing, Refusal.ITEM_NOT_AVAILABLE);
    world.done(new Import(ANN, 2, 0, 0, List.of(AXE), List.of()));
    world.done(bringing);

    assertThat(world.items).containsOnlyKeys(new ItemKey(BEN, AXE));
    assertThat(world.itemOf(BEN, AXE).state()).isEqualTo(ItemState.OWNED);
    assertThat(world.itemOf(BEN, AXE).version()).isEqualTo(3);
    assertThat(WorldAudit.audit(world, ANN, true).findings()).isEmpty();
    assertThat(WorldAudit.audit(world, BEN, true).findings()).isEmpty();
  }

  @Test
  void nothingGoesThatIsNotThereOrNotFree() {
    world.done(new Import(ANN, 1, 0, 0, List.of(), List.of(axe(null))));

    world.refused(new Import(ANN, 2, 0, 0, List.of(BOW), List.of()), Refusal.ITEM_NOT_FOUND);
    world.done(new Import(ANN, 2, 0, 0, List.of(AXE), List.of()));
    world.refused(new Import(ANN, 3, 0, 0, List.of(AXE), List.of()), Refusal.ITEM_NOT_AVAILABLE);
  }

  @Test
  void nobodyGetsMoreThanAWalletMayHold() {
    for (int i = 1; i <= 100; i++) {
      world.done(cash(ANN, i, Amounts.TRANSACTION_MAX_MINOR));
    }

    world.refused(cash(ANN, 101, 100), Refusal.BALANCE_LIMIT_EXCEEDED);
    world.done(cash(ANN, 101, 99));
  }

  @Test
  void whatMovesNothingOrTooMuchAtOnceIsNoImport() {
    List<ImportedItem> axeTwice = List.of(axe(null), axe(null));
    assertThatIllegalArgumentException().isThrownBy(() -> cash(ANN, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> cash(ANN, 0, 5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cash(ANN, 1, -Amounts.TRANSACTION_MAX_MINOR - 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Import(ANN, 1, 1, 1, List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Import(ANN, 1, 0, 1, List.of(AXE), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Import(ANN, 1, 0, 0, List.of(AXE, AXE), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Import(ANN, 1, 0, 0, List.of(), axeTwice));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImportedItem(AXE, "axe", " ", "rare", 1, 1, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ImportedItem(AXE, "axe", "Axe", "rare", -1, 1, null));
  }

  @Test
  void anImportIsNotReversed() {
    world.done(cash(ANN, 1, 500));

    world.refused(
        new Reverse(ANN, new UUID(1, 1), TransactionIds.ofImport(ANN, 1), null, "a mistake"),
        Refusal.NOT_REVERSIBLE);
  }

  private static ImportedItem axe(@Nullable Long from) {
    return new ImportedItem(AXE, "axe", "Axe", "rare", 700, 1_000, from);
  }

  private static Import cash(long player, long sequence, long deltaMinor) {
    return new Import(player, sequence, deltaMinor, 0, List.of(), List.of());
  }

  private static Import promo(long player, long sequence, long deltaMinor) {
    return new Import(player, sequence, 0, deltaMinor, List.of(), List.of());
  }
}
