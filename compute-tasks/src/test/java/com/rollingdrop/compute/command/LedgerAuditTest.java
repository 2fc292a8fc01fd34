package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.compute.audit.LedgerAudit;
import com.rollingdrop.compute.audit.TallyCodec;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every fault of a ledger, planted into what real commands have left. */
class LedgerAuditTest {
  private static final long PLAYER = PlayedWorld.PLAYER;
  private static final long OTHER = PlayedWorld.OTHER;
  private static final UUID SECOND_DEPOSIT = PlayedWorld.SECOND_DEPOSIT;
  private static final UUID HOLD = PlayedWorld.HOLD;
  private static final UUID PROMO_OPENING = PlayedWorld.PROMO_OPENING;

  private final PlayedWorld played = new PlayedWorld();
  private final World world = played.world;

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
  void anEntryThatTakesWhatIsNotThereIsNamed() {
    LedgerEntry deposit = entry(SECOND_DEPOSIT);
    put(
        SECOND_DEPOSIT,
        LedgerEntry.of(deposit.kind(), Account.CASH_IN, Account.PLAYER, deposit.amountMinor())
            .at(deposit.sequence(), 0)
            .after(deposit.balanceAfterMinor(), deposit.heldAfterMinor())
            .itemsIn(List.of(played.kept))
            .itemsOut(List.of(played.given))
            .hash(deposit.hash())
            .build());

    assertThat(faults(false)).containsOnly(Fault.ITEM_MOVE_WRONG).hasSize(2);
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
    world.items.remove(new ItemKey(PLAYER, played.kept));
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
    world.items.remove(new ItemKey(PLAYER, played.kept));
    AuditTally tally = tally(PLAYER, true);
    tally.add(tally(OTHER, true));
    AuditTally there = TallyCodec.decode(TallyCodec.encode(tally));

    assertThat(there.findings()).isEqualTo(tally.findings());
    assertThat(there).usingRecursiveComparison().isEqualTo(tally);
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
