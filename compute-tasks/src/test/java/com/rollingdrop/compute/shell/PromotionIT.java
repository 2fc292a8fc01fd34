package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.compute.client.GridAudit;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PromoOrder;
import com.rollingdrop.grid.model.Wallet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promotional money in a real node. Each test has players of its own; the sample crate costs 250.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
class PromotionIT {
  private static final long HOUR_MS = 3_600_000;

  @TempDir private static Path data;
  private static TestGrid grid;
  private static GridAudit audit;
  private static PlayerReads reads;

  @BeforeAll
  static void start() {
    grid = new TestGrid(data);
    audit = new GridAudit(grid.ignite());
    reads = new PlayerReads(grid.ignite());
  }

  @AfterAll
  static void stop() {
    grid.close();
  }

  @AfterEach
  void theBooksAreClean() {
    AuditTally seen = audit.all(true, sofar -> {});

    assertThat(seen.findings()).isEmpty();
    assertThat(seen.sums().promoMinor()).isEqualTo(seen.promoMinor());
  }

  @Test
  void promotionalMoneyIsSpentFirstAndTheRestInCash() {
    done(new Deposit(1, id(1, "d"), 1_000));
    done(new GrantPromotion(1, id(1, "g"), 300, "welcome"));
    done(new OpenBox(1, id(1, "o"), "crate", 2));

    assertBalances(1, 800, 0);
    LedgerEntry entry = entry(1, id(1, "o"));
    assertThat(List.of(entry.amountMinor(), entry.promoMinor(), entry.promoAfterMinor()))
        .containsExactly(500L, 300L, 0L);
  }

  @Test
  void aNodeThatIsSetSoSpendsItLast() {
    CommandExecutor last =
        new CommandExecutor(
            grid.ignite(),
            Samples.vault(),
            InstantSource.system(),
            "USD",
            Samples.rules(PromoOrder.LAST),
            Mirror.NONE,
            new SimpleMeterRegistry());
    done(new Deposit(2, id(2, "d"), 300));
    done(new GrantPromotion(2, id(2, "g"), 300, "welcome"));
    List<Outcome> outcomes =
        last.execute(
            List.of(
                new OpenBox(2, id(2, "o"), "crate", 1),
                new OpenBox(2, id(2, "p"), "crate", 1),
                new OpenBox(2, id(2, "q"), "crate", 1)));

    assertThat(outcomes.subList(0, 2)).hasOnlyElementsOfType(Outcome.Done.class);
    assertRefused(outcomes.get(2), Refusal.INSUFFICIENT_FUNDS);
    assertThat(entry(2, id(2, "o")).promoMinor()).isZero();
    assertThat(entry(2, id(2, "p")).promoMinor()).isEqualTo(200);
    assertBalances(2, 0, 100);
  }

  @Test
  void promotionalMoneyIsNotWithdrawn() {
    done(new Deposit(3, id(3, "d"), 100));
    done(new GrantPromotion(3, id(3, "g"), 10_000, "welcome"));

    assertRefused(run(new Withdraw(3, id(3, "w"), 101, HOUR_MS, true)), Refusal.INSUFFICIENT_FUNDS);
    done(new Withdraw(3, id(3, "w"), 100, HOUR_MS, true));
    assertBalances(3, 0, 10_000);
  }

  @Test
  void whatAnItemIsWorthIsPaidInCash() {
    done(new GrantPromotion(4, id(4, "g"), 250, "welcome"));
    done(new OpenBox(4, id(4, "o"), "crate", 1));
    PlayerReads.OwnedItem won = reads.inventory(4, Long.MAX_VALUE, 1).get(0);
    done(new Redeem(4, id(4, "r"), won.itemId()));

    assertBalances(4, won.item().valueMinor(), 0);
    done(new Withdraw(4, id(4, "w"), won.item().valueMinor(), HOUR_MS, true));
  }

  @Test
  void aReversalGivesEachBalanceItsPartAndAGrantIsTakenBackOnlyWhole() {
    done(new Deposit(5, id(5, "d"), 200));
    done(new GrantPromotion(5, id(5, "g"), 100, "welcome"));
    done(new OpenBox(5, id(5, "o"), "crate", 1));
    assertBalances(5, 50, 0);

    assertRefused(run(reverse(5, "g")), Refusal.REVERSAL_NOT_POSSIBLE);
    done(reverse(5, "o"));
    assertBalances(5, 200, 100);
    done(reverse(5, "g"));
    assertBalances(5, 200, 0);
    assertRefused(
        run(new Reverse(5, id(5, "again"), id(5, "g"), null, "again")), Refusal.REVERSED_ALREADY);
  }

  @Test
  void aBatchGivesAndSpendsAllOrNothing() {
    done(
        new Batch(
            6,
            id(6, "b"),
            List.of(
                new GrantPromotion(6, id(6, "g"), 300, "welcome"),
                new OpenBox(6, id(6, "o"), "crate", 1))));
    assertBalances(6, 0, 50);

    assertRefused(
        run(
            new Batch(
                6,
                id(6, "c"),
                List.of(
                    new GrantPromotion(6, id(6, "h"), 100, "welcome"),
                    new OpenBox(6, id(6, "p"), "crate", 1)))),
        Refusal.BATCH_REFUSED);
    assertBalances(6, 0, 50);
  }

  @Test
  void anAnalystSeesBothBalances() {
    done(new Deposit(7, id(7, "d"), 200));
    done(new GrantPromotion(7, id(7, "g"), 100, "welcome"));

    assertThat(sql("SELECT availableMinor, promoMinor FROM ROLLINGDROP.WALLETS WHERE playerId = 7"))
        .containsExactly(200L, 100L);
    assertThat(
            sql(
                "SELECT amountMinor, promoMinor, promoAfterMinor FROM ROLLINGDROP.LEDGER"
                    + " WHERE playerId = 7 AND kind = 'PROMOTION'"))
        .containsExactly(100L, 100L, 100L);
  }

  @Test
  void theAuditFindsPromotionalMoneyThatWasMadeCash() {
    done(new Deposit(8, id(8, "d"), 1_000));
    done(new GrantPromotion(8, id(8, "g"), 100, "welcome"));
    done(new OpenBox(8, id(8, "o"), "crate", 1));
    LedgerKey opening = new LedgerKey(8, id(8, "o"));
    LedgerEntry entry = entry(8, opening.transactionId());
    Wallet wallet = Objects.requireNonNull(reads.wallet(8));
    try {
      Caches.ledger(grid.ignite()).put(opening, with(entry, entry.promoMinor() - 1));
      List<Finding> findings = audit.all(true, sofar -> {}).findings();
      assertThat(findings)
          .filteredOn(found -> found.key().equals(opening.toString()))
          .extracting(Finding::fault)
          .containsExactly(Fault.ENTRY_WRONG, Fault.ENTRY_WRONG, Fault.CHAIN_BROKEN);
      assertThat(findings)
          .filteredOn(found -> found.fault() == Fault.ACCOUNTS_WRONG)
          .extracting(Finding::sentence)
          .singleElement()
          .asString()
          .startsWith("the promotional part of account PLAYER is ");
      Caches.ledger(grid.ignite()).put(opening, entry);

      Caches.wallets(grid.ignite()).put(8L, with(wallet, 60, -60));
      assertThat(audit.player(8, false).findings())
          .extracting(Finding::fault)
          .containsExactly(Fault.WALLET_WRONG);
    } finally {
      Caches.ledger(grid.ignite()).put(opening, entry);
      Caches.wallets(grid.ignite()).put(8L, wallet);
    }
  }

  @Test
  void theAccountOfPromotionsSaysWhatWasGivenLessWhatWasTakenBack() {
    AuditTally before = audit.all(false, sofar -> {});
    done(new GrantPromotion(9, id(9, "g"), 70, "welcome"));
    done(new GrantPromotion(9, id(9, "h"), 30, "welcome"));
    done(reverse(9, "h"));
    AuditTally after = audit.all(false, sofar -> {});

    assertThat(
            before
                .sums()
                .balanceMinor(Account.PROMO)
                .subtract(after.sums().balanceMinor(Account.PROMO)))
        .isEqualTo(70);
  }

  private static LedgerEntry with(LedgerEntry entry, long promoMinor) {
    return LedgerEntry.of(
            entry.kind(), entry.debitAccount(), entry.creditAccount(), entry.amountMinor())
        .at(entry.sequence(), entry.createdAtMs())
        .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
        .promo(promoMinor)
        .promoAfter(entry.promoAfterMinor())
        .boxId(entry.boxId())
        .itemsIn(entry.itemsIn())
        .fingerprint(entry.fingerprint())
        .reply(entry.reply())
        .hash(entry.hash())
        .build();
  }

  private static Wallet with(Wallet wallet, long moreMinor, long morePromoMinor) {
    return new Wallet(
        wallet.availableMinor() + moreMinor,
        wallet.heldMinor(),
        wallet.promoMinor() + morePromoMinor,
        wallet.currency(),
        wallet.sequence(),
        wallet.ledgerHash(),
        wallet.version(),
        wallet.sealedServerSeed(),
        wallet.serverSeedHash(),
        wallet.clientSeed(),
        wallet.nonce(),
        wallet.createdAtMs(),
        wallet.updatedAtMs());
  }

  private static List<Object> sql(String query) {
    return List.copyOf(
        grid.ignite()
            .cache(CacheName.WALLETS.id())
            .query(new SqlFieldsQuery(query))
            .getAll()
            .get(0));
  }

  private static void assertBalances(long player, long cashMinor, long promoMinor) {
    Wallet wallet = Objects.requireNonNull(reads.wallet(player));
    assertThat(List.of(wallet.availableMinor(), wallet.promoMinor()))
        .containsExactly(cashMinor, promoMinor);
  }

  private static LedgerEntry entry(long player, UUID transactionId) {
    return Caches.ledger(grid.ignite()).get(new LedgerKey(player, transactionId));
  }

  private static Reverse reverse(long player, String key) {
    return new Reverse(player, id(player, "reverse-" + key), id(player, key), null, "a mistake");
  }

  private static UUID id(long player, String key) {
    return TransactionIds.ofKey(player, key);
  }

  private static void assertRefused(Outcome outcome, Refusal refusal) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(refusal));
  }

  private static Outcome run(Command command) {
    return CommandExecutor.of(grid.ignite()).execute(List.of(command)).get(0);
  }

  private static void done(Command command) {
    assertThat(run(command)).isInstanceOf(Outcome.Done.class);
  }
}
