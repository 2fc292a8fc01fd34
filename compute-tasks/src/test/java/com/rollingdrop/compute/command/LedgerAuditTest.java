package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.compute.audit.LedgerAudit;
import com.rollingdrop.compute.audit.TallyCodec;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every fault, planted into what real commands have left. Here, because the {@link World} is. */
class LedgerAuditTest {
  private static final long PLAYER = 1;
  private static final long OTHER = 2;
  private static final UUID DEPOSIT = new UUID(0, 1);
  private static final UUID SECOND_DEPOSIT = new UUID(0, 2);
  private static final UUID HOLD = new UUID(0, 3);
  private static final UUID GRANT = new UUID(0, 4);
  private static final UUID PROMO_OPENING = new UUID(0, 5);

  private final World world = new World();
  private UUID kept = new UUID(0, 0);
  private UUID redeemed = new UUID(0, 0);
  private UUID given = new UUID(0, 0);

  @BeforeEach
  void play() {
    world.done(new Deposit(PLAYER, DEPOSIT, 10_000));
    world.done(new Deposit(OTHER, DEPOSIT, 1_000));
    kept = world.open(PLAYER);
    redeemed = world.open(PLAYER);
    given = world.open(PLAYER);
    world.done(new Redeem(PLAYER, UUID.randomUUID(), redeemed));
    world.done(new TransferItem(PLAYER, UUID.randomUUID(), given, OTHER));
    world.done(new Deposit(PLAYER, SECOND_DEPOSIT, 500));
    UUID settled = UUID.randomUUID();
    world.done(new Withdraw(PLAYER, settled, 300, Withdraw.HOLD_MIN_MS, false));
    world.done(new EndWithdrawal(PLAYER, UUID.randomUUID(), settled, EndWithdrawal.How.SETTLE));
    world.done(new Withdraw(PLAYER, HOLD, 400, Withdraw.HOLD_MIN_MS, false));
    world.done(new GrantPromotion(OTHER, GRANT, 300, "welcome"));
    world.done(new OpenBox(OTHER, PROMO_OPENING, "crate", 2));
    world.done(new GrantPromotion(OTHER, UUID.randomUUID(), 40, "welcome"));
  }

  @Test
  void booksThatOnlyCommandsHaveTouchedAreClean() {
    assertThat(findings(PLAYER)).isEmpty();
    assertThat(findings(OTHER)).isEmpty();
    assertThat(findings(3)).isEmpty();

    AuditTally all = tally(PLAYER, true);
    all.add(tally(OTHER, true));
    all.closeBooks();
    assertThat(all.isClean()).isTrue();
    assertThat(all.players()).isEqualTo(2);
    assertThat(all.itemsInPlay()).isEqualTo(4);
    assertThat(all.itemsOutOfPlay()).isEqualTo(1);
    assertThat(all.withdrawals()).isEqualTo(1);
    assertThat(all.sums().balanceMinor(Account.CASH_IN)).isEqualTo(BigInteger.valueOf(-11_500));
    assertThat(all.sums().balanceMinor(Account.ESCROW)).isEqualTo(BigInteger.valueOf(400));
    assertThat(all.sums().balanceMinor(Account.PROMO)).isEqualTo(BigInteger.valueOf(-340));
    assertThat(all.sums().promoMinor()).isEqualTo(BigInteger.valueOf(40));
    assertThat(all.promoMinor()).isEqualTo(BigInteger.valueOf(40));
  }

  @Test
  void pagesOfTheLedgerAreAsGoodAsAllOfIt() {
    LedgerAudit audit = new LedgerAudit(PLAYER, true);
    WorldAudit.ledger(world, PLAYER).forEach(posting -> audit.replay(List.of(posting)));
    audit.finish(WorldAudit.holdings(world, PLAYER));

    assertThat(audit.findings()).isEmpty();
  }

  @Test
  void aChangedAmountIsNamedByBalanceAndByChain() {
    change(SECOND_DEPOSIT, 501, entry(SECOND_DEPOSIT).balanceAfterMinor());

    assertThat(faults(false)).containsExactly(Fault.ENTRY_WRONG);
    assertThat(findings(PLAYER))
        .extracting(Finding::fault)
        .containsExactly(Fault.ENTRY_WRONG, Fault.CHAIN_BROKEN);
    assertThat(findings(PLAYER))
        .allSatisfy(found -> assertThat(found.key()).isEqualTo(PLAYER + "/" + SECOND_DEPOSIT));
  }

  @Test
  void aChangedPromotionalPartIsNamedByBothBalancesAndByChain() {
    LedgerKey key = new LedgerKey(OTHER, PROMO_OPENING);
    LedgerEntry entry = world.entryOf(OTHER, PROMO_OPENING);
    world.entries.put(key, like(entry).promo(entry.promoMinor() - 1).build());

    assertThat(tally(OTHER, false).findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.ENTRY_WRONG, Fault.ENTRY_WRONG);
    assertThat(findings(OTHER))
        .extracting(Finding::fault)
        .containsExactly(Fault.ENTRY_WRONG, Fault.ENTRY_WRONG, Fault.CHAIN_BROKEN);
    assertThat(findings(OTHER))
        .allSatisfy(found -> assertThat(found.key()).isEqualTo(key.toString()));
  }

  @Test
  void promotionalMoneyThatIsPaidOutIsNamed() {
    LedgerEntry entry = entry(HOLD);
    put(HOLD, like(entry).promo(1).build());

    assertThat(tally(PLAYER, false).findings())
        .extracting(Finding::sentence)
        .contains("1 of 400 is promotional money on its way from PLAYER to ESCROW");
  }

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
  void aNegativeAmountIsNamed() {
    change(SECOND_DEPOSIT, -500, entry(SECOND_DEPOSIT).balanceAfterMinor() - 1_000);

    assertThat(faults(false)).contains(Fault.ENTRY_WRONG);
  }

  @Test
  void aChangedReplyIsSeenByTheChainOnly() {
    LedgerEntry entry = entry(SECOND_DEPOSIT);
    put(SECOND_DEPOSIT, like(entry).reply(new byte[] {1}).build());

    assertThat(faults(false)).isEmpty();
    assertThat(faults(true)).containsExactly(Fault.CHAIN_BROKEN);
  }

  @Test
  void aChangedEntryWithAHashOfItsOwnIsNotFollowedByTheNext() {
    LedgerKey key = new LedgerKey(PLAYER, SECOND_DEPOSIT);
    LedgerEntry entry = entry(SECOND_DEPOSIT);
    put(SECOND_DEPOSIT, like(entry).hash(LedgerChain.hash(new byte[32], key, entry)).build());

    assertThat(findings(PLAYER))
        .extracting(Finding::fault)
        .containsExactly(Fault.CHAIN_BROKEN, Fault.CHAIN_BROKEN);
  }

  @Test
  void aRemovedEntryIsNamedWhereverItStood() {
    long sequence = entry(SECOND_DEPOSIT).sequence();
    world.entries.remove(new LedgerKey(PLAYER, SECOND_DEPOSIT));

    assertThat(findings(PLAYER))
        .containsExactly(
            new Finding(
                Fault.ENTRY_MISSING,
                PLAYER,
                Long.toString(PLAYER),
                "entry " + sequence + " is missing"));

    world.entries.remove(new LedgerKey(PLAYER, HOLD));
    assertThat(faults(false)).contains(Fault.ENTRY_MISSING, Fault.ENTRY_MISSING);
  }

  @Test
  void anInsertedEntryIsNamedAndNotTheOneWhosePlaceItTakes() {
    UUID inserted = new UUID(-1, 0);
    LedgerEntry entry = entry(SECOND_DEPOSIT);
    put(
        inserted,
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER, 9)
            .at(entry.sequence(), 0)
            .after(entry.balanceAfterMinor(), 0)
            .build());

    assertThat(findings(PLAYER))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.fault()).isEqualTo(Fault.ENTRY_EXTRA);
              assertThat(found.key()).isEqualTo(PLAYER + "/" + inserted);
            });
  }

  @Test
  void anEntryThatTheWalletDoesNotKnowIsNamed() {
    UUID inserted = UUID.randomUUID();
    put(
        inserted,
        LedgerEntry.of(TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER, 9)
            .at(world.walletOf(PLAYER).sequence() + 1, 0)
            .build());

    assertThat(findings(PLAYER))
        .singleElement()
        .satisfies(found -> assertThat(found.key()).isEqualTo(PLAYER + "/" + inserted));
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
    world.items.remove(new ItemKey(PLAYER, kept));

    assertThat(findings(PLAYER))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.fault()).isEqualTo(Fault.ITEM_MISSING);
              assertThat(found.key()).isEqualTo(PLAYER + "/" + kept);
            });
  }

  @Test
  void anItemThatTheLedgerDoesNotGiveIsNamed() {
    Item item = world.itemOf(OTHER, given);
    world.items.put(new ItemKey(PLAYER, given), item);
    world.items.put(
        new ItemKey(PLAYER, redeemed), world.itemOf(PLAYER, redeemed).inState(ItemState.OWNED));

    assertThat(findings(PLAYER))
        .extracting(Finding::key)
        .containsExactlyInAnyOrder(PLAYER + "/" + given, PLAYER + "/" + redeemed);
    assertThat(faults(false)).containsOnly(Fault.ITEM_UNEXPLAINED);
  }

  @Test
  void anEntryThatTakesWhatIsNotThereIsNamed() {
    LedgerEntry deposit = entry(SECOND_DEPOSIT);
    put(
        SECOND_DEPOSIT,
        LedgerEntry.of(deposit.kind(), Account.CASH_IN, Account.PLAYER, deposit.amountMinor())
            .at(deposit.sequence(), 0)
            .after(deposit.balanceAfterMinor(), deposit.heldAfterMinor())
            .itemsIn(List.of(kept))
            .itemsOut(List.of(given))
            .hash(deposit.hash())
            .build());

    assertThat(faults(false)).containsOnly(Fault.ITEM_MOVE_WRONG).hasSize(2);
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

  @Test
  void aTallyCountsWhatEveryPlayerHas() {
    AuditTally all = new AuditTally();
    all.add(tally(PLAYER, true));
    all.add(tally(OTHER, true));

    assertThat(all.entries()).isEqualTo(world.entries.size());
    assertThat(all.heldMinor()).isEqualTo(BigInteger.valueOf(400));
    assertThat(all.withdrawalsMinor()).isEqualTo(BigInteger.valueOf(400));
    assertThat(all.availableMinor())
        .isEqualTo(
            BigInteger.valueOf(
                world.walletOf(PLAYER).availableMinor() + world.walletOf(OTHER).availableMinor()));
    assertThat(all.itemsOutOfPlay()).isEqualTo(1);
    assertThat(all.withdrawals()).isEqualTo(1);
  }

  @Test
  void onlyTheFirstOfManyFindingsAreKeptAndAllAreCounted() {
    for (int i = 0; i < AuditTally.FINDINGS_MAX; i++) {
      put(new UUID(-1, i), like(entry(SECOND_DEPOSIT)).build());
    }
    world.items.remove(new ItemKey(PLAYER, kept));
    AuditTally one = tally(PLAYER, true);
    assertThat(one.findings()).hasSize(AuditTally.FINDINGS_MAX);
    assertThat(one.findingCount()).isEqualTo(AuditTally.FINDINGS_MAX + 1);

    AuditTally all = new AuditTally();
    Finding first = new Finding(Fault.ITEM_OWNED_TWICE, 9, "9/9", "has two owners");
    all.add(first);
    all.add(one);
    all.add(first);
    assertThat(all.findings()).hasSize(AuditTally.FINDINGS_MAX).startsWith(first);
    assertThat(all.findingCount()).isEqualTo(AuditTally.FINDINGS_MAX + 3);
    assertThat(first).hasToString("ITEM_OWNED_TWICE 9/9: has two owners");
  }

  @Test
  void whatBelongsToNobodyIsNamedOneByOne() {
    world.wallets.remove(PLAYER);

    assertThat(findings(PLAYER))
        .extracting(Finding::key)
        .contains(PLAYER + "/" + kept, PLAYER + "/" + HOLD, PLAYER + "/" + DEPOSIT);
  }

  @Test
  void anEntryThatIsMissingAtTheEndIsNamedByItsPlace() {
    world.entries.remove(new LedgerKey(PLAYER, HOLD));

    assertThat(findings(PLAYER))
        .extracting(Finding::sentence)
        .startsWith("entry " + world.walletOf(PLAYER).sequence() + " is missing");
  }

  @Test
  void aHeldBalanceThatDoesNotFollowIsNamed() {
    LedgerEntry entry = entry(SECOND_DEPOSIT);
    put(SECOND_DEPOSIT, like(entry).after(entry.balanceAfterMinor(), 7).hash(entry.hash()).build());

    assertThat(tally(PLAYER, false).findings())
        .extracting(Finding::sentence)
        .contains("held was 0 and moved by 0, but the entry says 7");
  }

  @Test
  void aNegativeAmountThatAddsUpIsNamedAllTheSame() {
    long before = entry(SECOND_DEPOSIT).balanceAfterMinor() - 500;
    change(SECOND_DEPOSIT, -500, before - 500);

    assertThat(tally(PLAYER, false).findings())
        .extracting(Finding::sentence)
        .contains("the amount is negative: -500");
  }

  @Test
  void aTallyTravelsWhole() {
    world.items.remove(new ItemKey(PLAYER, kept));
    AuditTally tally = tally(PLAYER, true);
    tally.add(tally(OTHER, true));
    AuditTally there = TallyCodec.decode(TallyCodec.encode(tally));

    assertThat(there.findings()).isEqualTo(tally.findings());
    assertThat(there).usingRecursiveComparison().isEqualTo(tally);
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

  private void change(UUID transaction, long amountMinor, long balanceAfterMinor) {
    LedgerEntry entry = entry(transaction);
    put(
        transaction,
        LedgerEntry.of(entry.kind(), entry.debitAccount(), entry.creditAccount(), amountMinor)
            .at(entry.sequence(), entry.createdAtMs())
            .after(balanceAfterMinor, entry.heldAfterMinor())
            .fingerprint(entry.fingerprint())
            .reply(entry.reply())
            .hash(entry.hash())
            .build());
  }

  private LedgerEntry entry(UUID transaction) {
    return world.entryOf(PLAYER, transaction);
  }

  private void put(UUID transaction, LedgerEntry entry) {
    world.entries.put(new LedgerKey(PLAYER, transaction), entry);
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

  private static LedgerEntry.Builder like(LedgerEntry entry) {
    return LedgerEntry.of(
            entry.kind(), entry.debitAccount(), entry.creditAccount(), entry.amountMinor())
        .at(entry.sequence(), entry.createdAtMs())
        .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
        .promo(entry.promoMinor())
        .promoAfter(entry.promoAfterMinor())
        .boxId(entry.boxId())
        .itemsIn(entry.itemsIn())
        .fingerprint(entry.fingerprint())
        .reply(entry.reply())
        .hash(entry.hash());
  }
}
