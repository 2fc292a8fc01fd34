package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every way in which what players have is not what their ledgers say. */
class HoldingsAuditTest {
  private static final long PLAYER = PlayedWorld.PLAYER;
  private static final long OTHER = PlayedWorld.OTHER;
  private static final UUID HOLD = PlayedWorld.HOLD;

  private final PlayedWorld played = new PlayedWorld();
  private final World world = played.world;

  @Test
  void promotionalMoneyThatBecameCashInTheWalletIsNamed() {
    Wallet wallet = world.walletOf(OTHER);
    world.wallets.put(OTHER, withMoney(wallet, 0, 0, -40, wallet.ledgerHash()));
    assertThat(tally(OTHER, false).findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.WALLET_WRONG);
    world.wallets.put(OTHER, withMoney(wallet, 40, 0, -40, wallet.ledgerHash()));

    assertThat(tally(OTHER, false).findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.WALLET_WRONG);
    AuditTally all = tally(PLAYER, false);
    all.add(tally(OTHER, false));
    all.closeBooks();
    assertThat(all.findings())
        .filteredOn(found -> found.fault() == Fault.ACCOUNTS_WRONG)
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.sentence())
                    .startsWith("the promotional part of account PLAYER is 40 "));
  }

  @Test
  void aWalletThatIsNotItsLedgersEndIsNamed() {
    Wallet wallet = world.walletOf(PLAYER);
    world.wallets.put(PLAYER, withMoney(wallet, 1, 0, 0, wallet.ledgerHash()));
    assertThat(faults(false)).containsExactly(Fault.WALLET_WRONG);

    world.wallets.put(PLAYER, withMoney(wallet, 0, 1, 0, wallet.ledgerHash()));
    assertThat(faults(false)).containsExactly(Fault.WALLET_WRONG, Fault.HOLD_WRONG);

    world.wallets.put(PLAYER, withMoney(wallet, 0, 0, 0, new byte[32]));
    assertThat(faults(false)).containsExactly(Fault.CHAIN_BROKEN);

    world.wallets.remove(PLAYER);
    assertThat(faults(false)).containsOnly(Fault.WALLET_MISSING).hasSizeGreaterThan(8);
  }

  @Test
  void moneyHeldForNobodyAndWithdrawalsWithoutMoneyAreNamed() {
    Pending open = world.pending.remove(new PendingKey(PLAYER, HOLD));
    assertThat(open).isNotNull();
    assertThat(findings(PLAYER))
        .extracting(Finding::key)
        .containsExactly(Long.toString(PLAYER), PLAYER + "/" + HOLD);

    UUID orphan = UUID.randomUUID();
    world.pending.put(new PendingKey(PLAYER, HOLD), open);
    world.pending.put(new PendingKey(PLAYER, orphan), Pending.withdrawal(5, false, 0, 0));
    assertThat(findings(PLAYER))
        .extracting(Finding::key)
        .containsExactly(Long.toString(PLAYER), PLAYER + "/" + orphan);
    assertThat(faults(false)).containsOnly(Fault.HOLD_WRONG);
  }

  @Test
  void aLostItemIsNamed() {
    world.items.remove(new ItemKey(PLAYER, played.kept));

    assertThat(findings(PLAYER))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.fault()).isEqualTo(Fault.ITEM_MISSING);
              assertThat(found.key()).isEqualTo(PLAYER + "/" + played.kept);
            });
  }

  @Test
  void anItemThatTheLedgerDoesNotGiveIsNamed() {
    Item item = world.itemOf(OTHER, played.given);
    world.items.put(new ItemKey(PLAYER, played.given), item);
    world.items.put(
        new ItemKey(PLAYER, played.redeemed),
        world.itemOf(PLAYER, played.redeemed).inState(ItemState.OWNED));

    assertThat(findings(PLAYER))
        .extracting(Finding::key)
        .containsExactlyInAnyOrder(PLAYER + "/" + played.given, PLAYER + "/" + played.redeemed);
    assertThat(faults(false)).containsOnly(Fault.ITEM_UNEXPLAINED);
  }

  @Test
  void whatBelongsToNobodyIsNamedOneByOne() {
    world.wallets.remove(PLAYER);

    assertThat(findings(PLAYER))
        .extracting(Finding::key)
        .contains(
            PLAYER + "/" + played.kept, PLAYER + "/" + HOLD, PLAYER + "/" + PlayedWorld.DEPOSIT);
  }

  @Test
  void accountsThatDoNotAgreeAreNamed() {
    world.wallets.remove(OTHER);
    AuditTally all = tally(PLAYER, false);
    all.add(tally(OTHER, false));
    long before = all.findingCount();
    all.closeBooks();

    assertThat(all.findingCount()).isEqualTo(before + 2);
    assertThat(all.findings())
        .filteredOn(found -> found.fault() == Fault.ACCOUNTS_WRONG)
        .extracting(Finding::sentence)
        .satisfiesExactly(
            found -> assertThat(found).startsWith("account PLAYER is "),
            found -> assertThat(found).startsWith("the promotional part of account PLAYER is "));
  }

  private static Wallet withMoney(
      Wallet wallet, long moreMinor, long moreHeldMinor, long morePromoMinor, byte[] hash) {
    return new Wallet(
        wallet.availableMinor() + moreMinor,
        wallet.heldMinor() + moreHeldMinor,
        wallet.promoMinor() + morePromoMinor,
        wallet.currency(),
        wallet.sequence(),
        hash,
        wallet.version(),
        wallet.sealedServerSeed(),
        wallet.serverSeedHash(),
        wallet.clientSeed(),
        wallet.nonce(),
        wallet.createdAtMs(),
        wallet.updatedAtMs());
  }

  private List<Fault> faults(boolean chain) {
    return tally(PLAYER, chain).findings().stream().map(Finding::fault).toList();
  }

  private List<Finding> findings(long player) {
    return tally(player, true).findings();
  }

  private AuditTally tally(long player, boolean chain) {
    return WorldAudit.audit(world, player, chain);
  }
}
