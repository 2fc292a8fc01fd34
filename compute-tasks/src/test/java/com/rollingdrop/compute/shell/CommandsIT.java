package com.rollingdrop.compute.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.OpenWallet;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands through the gateway into a real node. Each test has players of its own. */
@SuppressWarnings("NullAway.Init") // set before all tests
class CommandsIT {
  @TempDir private static Path data;
  private static TestGrid grid;
  private static CommandGateway gateway;
  private static PlayerReads reads;

  @BeforeAll
  static void start() throws Exception {
    grid = new TestGrid(data);
    connect();
  }

  private static void connect() {
    gateway =
        new CommandGateway(grid.ignite(), grid.settings().gateway(), new SimpleMeterRegistry());
    reads = new PlayerReads(grid.ignite());
  }

  @AfterAll
  static void stop() {
    gateway.close();
    grid.close();
  }

  @Test
  void anOpeningMovesMoneyItemAndLedgerTogether() {
    done(deposit(1, "d", 1_000));
    done(open(1, "o", 2));

    Wallet wallet = wallet(1);
    assertThat(wallet.availableMinor()).isEqualTo(500);
    assertThat(wallet.sequence()).isEqualTo(2);
    assertThat(reads.inventory(1, Long.MAX_VALUE, 10)).hasSize(2);
    assertThat(reads.history(1, Long.MAX_VALUE, 10))
        .extracting(past -> past.entry().sequence())
        .containsExactly(2L, 1L);
  }

  @Test
  void aRepeatedKeyHasOneEffectAndTheSameReplyAlsoAfterARestart() {
    done(deposit(2, "d", 1_000));
    Outcome.Done first = done(open(2, "o", 1));
    Outcome.Done again = done(open(2, "o", 1));
    gateway.close();
    grid.restart();
    connect();
    Outcome.Done afterRestart = done(open(2, "o", 1));

    assertThat(first.replayed()).isFalse();
    assertThat(again).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(afterRestart).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(wallet(2).availableMinor()).isEqualTo(750);
  }

  @Test
  void manyAtOnceWithOneKeyHaveOneEffect() {
    done(deposit(3, "d", 100_000));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(gateway.submit(open(3, "same", 1)));
    }

    List<Outcome.Done> outcomes =
        all.stream().map(CompletableFuture::join).map(CommandsIT::done).toList();

    assertThat(outcomes.stream().filter(o -> !o.replayed())).hasSize(1);
    assertThat(new HashSet<>(outcomes.stream().map(CommandsIT::text).toList())).hasSize(1);
    assertThat(wallet(3).availableMinor()).isEqualTo(100_000 - 250);
  }

  @Test
  void aBatchOfOnePlayersCommandsKeepsTheLedgerDenseAndTheBalanceRight() {
    done(deposit(4, "d", 250 * 300));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 310; i++) {
      all.add(gateway.submit(open(4, "o" + i, 1)));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(o -> o instanceof Outcome.Done)).hasSize(300);
    assertThat(outcomes.stream().filter(o -> o instanceof Outcome.Refused))
        .hasSize(10)
        .allSatisfy(
            o -> assertThat(((Outcome.Refused) o).refusal()).isEqualTo(Refusal.INSUFFICIENT_FUNDS));
    assertThat(wallet(4).availableMinor()).isZero();
    List<LedgerEntry> ledger =
        reads.history(4, Long.MAX_VALUE, 1_000).stream()
            .map(PlayerReads.PastTransaction::entry)
            .toList();
    assertThat(ledger).hasSize(301);
    for (int i = 0; i < ledger.size(); i++) {
      assertThat(ledger.get(i).sequence()).isEqualTo(301 - i);
    }
    assertThat(ledger.stream().mapToLong(LedgerEntry::walletDeltaMinor).sum()).isZero();
    assertThat(reads.inventory(4, Long.MAX_VALUE, 1_000)).hasSize(300);
  }

  @Test
  void aNewVersionOfABoxIsOpenedFromTheNextCommandOn() {
    BoxCatalog catalog = new BoxCatalog(grid.ignite());
    BoxDefinition first =
        new BoxDefinition("changing", "Changing", 10, 1_000, Samples.CRATE.items());
    BoxDefinition second =
        new BoxDefinition("changing", "Changing", 20, 1_000, Samples.CRATE.items());
    done(deposit(5, "d", 1_000));

    assertThat(catalog.publish(first).version()).isEqualTo(1);
    assertThat(text(done(new OpenBox(5, TransactionIds.ofKey(5, "1"), "changing", 1))))
        .contains("\"boxVersion\":1")
        .contains("\"chargedMinor\":10");
    assertThat(catalog.publish(second).version()).isEqualTo(2);
    assertThat(catalog.publish(second).created()).isFalse();
    assertThat(text(done(new OpenBox(5, TransactionIds.ofKey(5, "2"), "changing", 1))))
        .contains("\"boxVersion\":2")
        .contains("\"chargedMinor\":20");
    assertThat(Objects.requireNonNull(catalog.version("changing", 1)).priceMinor()).isEqualTo(10);
  }

  @Test
  void aBadSeedFailsItsOwnPlayerAloneAndChangesNothing() {
    done(deposit(6, "d", 1_000));
    done(deposit(7, "d", 1_000));
    Wallet good = wallet(7);
    byte[] broken = good.sealedServerSeed();
    broken[20] ^= 1;
    Caches.wallets(grid.ignite())
        .put(7L, good.withSeeds(broken, good.serverSeedHash(), good.clientSeed(), 0, 1));

    List<Outcome> outcomes =
        CommandExecutor.of(grid.ignite()).execute(List.of(open(7, "o", 1), open(6, "o", 1)));

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Unknown.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Done.class);
    assertThat(wallet(7).availableMinor()).isEqualTo(1_000);
    assertThat(reads.inventory(7, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void aHoldWhoseTimeIsUpGivesBackByItself() {
    done(deposit(41, "d", 1_000));
    done(new Withdraw(41, TransactionIds.ofKey(41, "w"), 400, Withdraw.HOLD_MIN_MS, false));
    assertThat(wallet(41).heldMinor()).isEqualTo(400);

    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(2));
    CommandExecutor executor = executor(later, Mirror.NONE);
    try (ExpirySweeper sweeper =
        new ExpirySweeper(grid.ignite(), executor, later, new SimpleMeterRegistry())) {
      sweeper.sweep();
    }

    assertThat(wallet(41).heldMinor()).isZero();
    assertThat(wallet(41).availableMinor()).isEqualTo(1_000);
    assertThat(Caches.pending(grid.ignite()).size()).isZero();
  }

  @Test
  void anItemGivenAwayIsWithItsNewOwnerAndNowhereElse() {
    done(deposit(42, "d", 1_000));
    done(deposit(43, "d", 1_000));
    done(open(42, "o", 1));
    UUID item = reads.inventory(42, Long.MAX_VALUE, 10).get(0).itemId();

    TransferItem transfer = new TransferItem(42, TransactionIds.ofKey(42, "t"), item, 43);
    Outcome.Done first = done(transfer);
    Outcome.Done again = done(transfer);

    assertThat(again).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(reads.inventory(42, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(reads.inventory(43, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(item);
    assertThat(reads.history(43, Long.MAX_VALUE, 1).get(0).entry().counterpartyId()).isEqualTo(42);
  }

  @Test
  void whatIsRedeemedIsInTheInventoryNoMore() {
    done(deposit(46, "d", 1_000));
    done(open(46, "o", 2));
    UUID sold = reads.inventory(46, Long.MAX_VALUE, 10).get(0).itemId();
    done(new Redeem(46, TransactionIds.ofKey(46, "r"), sold));

    assertThat(reads.inventory(46, Long.MAX_VALUE, 10))
        .hasSize(1)
        .noneMatch(owned -> owned.itemId().equals(sold));
  }

  @Test
  void playersWhoGiveEachOtherItemsAtOnceDoNotBlockEachOther() {
    int pairs = 20;
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (long player : new long[] {44, 45}) {
      done(deposit(player, "d", 100_000));
      for (int i = 0; i < pairs; i++) {
        done(open(player, "o" + i, 1));
      }
    }
    for (long player : new long[] {44, 45}) {
      for (PlayerReads.OwnedItem owned : reads.inventory(player, Long.MAX_VALUE, pairs)) {
        all.add(
            gateway.submit(
                new TransferItem(
                    player,
                    TransactionIds.ofKey(player, "t" + owned.itemId()),
                    owned.itemId(),
                    player == 44 ? 45 : 44)));
      }
    }

    all.forEach(outcome -> done(outcome.join()));
    assertThat(reads.inventory(44, Long.MAX_VALUE, 100)).hasSize(pairs);
    assertThat(reads.inventory(45, Long.MAX_VALUE, 100)).hasSize(pairs);
  }

  @Test
  void aListedItemGoesToOneOfThoseWhoBuyItAtOnce() {
    done(deposit(50, "d", 1_000));
    UUID item = itemOf(50);
    done(new ListItem(50, TransactionIds.ofKey(50, "l"), item, 300));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (long buyer = 51; buyer <= 58; buyer++) {
      done(deposit(buyer, "d", 1_000));
    }
    for (long buyer = 51; buyer <= 58; buyer++) {
      all.add(
          gateway.submit(new BuyListing(buyer, TransactionIds.ofKey(buyer, "b"), 50, item, 300)));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(outcomes.stream().filter(Outcome.Refused.class::isInstance))
        .hasSize(7)
        .allSatisfy(
            o -> assertThat(((Outcome.Refused) o).refusal()).isEqualTo(Refusal.LISTING_NOT_FOUND));
    long ownersFound = 0;
    long paidMinor = 0;
    for (long buyer = 51; buyer <= 58; buyer++) {
      ownersFound += reads.inventory(buyer, Long.MAX_VALUE, 10).size();
      paidMinor += 1_000 - wallet(buyer).availableMinor();
    }
    assertThat(ownersFound).isEqualTo(1);
    assertThat(paidMinor).isEqualTo(300);
    assertThat(reads.inventory(50, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(wallet(50).availableMinor()).isEqualTo(750 + 285);
  }

  @Test
  void aTradeIsCarriedOutOnceHoweverOftenItIsAcceptedAtOnce() {
    done(deposit(60, "d", 1_000));
    done(deposit(61, "d", 1_000));
    UUID offered = itemOf(60);
    UUID asked = itemOf(61);
    UUID offer = TransactionIds.ofKey(60, "offer");
    done(new OfferTrade(60, offer, 61, List.of(offered), List.of(asked), 100, 0, 3_600_000));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          gateway.submit(
              new AnswerTrade(
                  61, TransactionIds.ofKey(61, "a" + i), 60, offer, AnswerTrade.How.ACCEPT)));
      all.add(
          gateway.submit(
              new AnswerTrade(
                  60, TransactionIds.ofKey(60, "c" + i), 60, offer, AnswerTrade.How.CANCEL)));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(wallet(60).availableMinor() + wallet(61).availableMinor()).isEqualTo(1_500);
    boolean accepted = wallet(61).availableMinor() == 850;
    assertThat(reads.inventory(60, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(accepted ? asked : offered);
    assertThat(reads.inventory(61, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(accepted ? offered : asked);
    assertThat(Caches.pending(grid.ignite()).get(new PendingKey(60, offer))).isNull();
  }

  @Test
  void anOfferWhoseTimeIsUpEndsByItself() {
    done(deposit(62, "d", 1_000));
    done(deposit(63, "d", 1_000));
    UUID offer = TransactionIds.ofKey(62, "offer");
    UUID offered = itemOf(62);
    done(new OfferTrade(62, offer, 63, List.of(offered), List.of(), 0, 0, OfferTrade.VALID_MIN_MS));

    InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(2));
    RecordingMirror mirror = new RecordingMirror();
    try (ExpirySweeper sweeper =
        new ExpirySweeper(
            grid.ignite(), executor(later, mirror), later, new SimpleMeterRegistry())) {
      sweeper.sweep();
    }

    assertThat(Caches.pending(grid.ignite()).get(new PendingKey(62, offer))).isNull();
    assertThat(mirror.told.get(CacheName.PENDING)).containsOnlyKeys(new PendingKey(62, offer));
    assertThat(reads.history(62, Long.MAX_VALUE, 1).get(0).entry().kind())
        .isEqualTo(TransactionKind.TRADE_END);
  }

  @Test
  void aBatchTakesEffectAsAWholeOrNotAtAll() {
    done(deposit(70, "d", 1_000));
    OpenBox opening = open(70, "in batch", 2);
    UUID drawn = Digests.uuid("item:" + opening.transactionId() + ":0");
    Redeem redemption = new Redeem(70, TransactionIds.ofKey(70, "r"), drawn);

    Outcome refused =
        gateway
            .submit(
                new Batch(
                    70,
                    TransactionIds.ofKey(70, "b1"),
                    List.of(opening, redemption, open(70, "too dear", 10))))
            .join();
    assertThat(refused)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.detail()).contains("Command 2", "INSUFFICIENT_FUNDS"));
    assertThat(wallet(70).sequence()).isEqualTo(1);
    assertThat(reads.inventory(70, Long.MAX_VALUE, 10)).isEmpty();

    Batch batch = new Batch(70, TransactionIds.ofKey(70, "b2"), List.of(opening, redemption));
    Outcome.Done first = done(batch);
    assertThat(done(batch)).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(wallet(70).sequence()).isEqualTo(4);
    assertThat(reads.history(70, Long.MAX_VALUE, 10))
        .extracting(past -> past.entry().kind())
        .containsExactly(
            TransactionKind.BATCH,
            TransactionKind.REDEMPTION,
            TransactionKind.BOX_OPENING,
            TransactionKind.DEPOSIT);
    assertThat(reads.inventory(70, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void aPurchaseIsReversedOnceHoweverOftenThatIsAskedAtOnce() {
    done(deposit(80, "d", 1_000));
    done(deposit(81, "d", 1_000));
    UUID item = itemOf(80);
    done(new ListItem(80, TransactionIds.ofKey(80, "l"), item, 300));
    BuyListing purchase = new BuyListing(81, TransactionIds.ofKey(81, "b"), 80, item, 300);
    done(purchase);
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          gateway.submit(
              new Reverse(
                  81,
                  TransactionIds.ofKey(81, "r" + i),
                  purchase.transactionId(),
                  80L,
                  "a mistake")));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
    assertThat(wallet(80).availableMinor()).isEqualTo(750);
    assertThat(wallet(81).availableMinor()).isEqualTo(1_000);
    assertThat(reads.inventory(80, Long.MAX_VALUE, 10))
        .extracting(PlayerReads.OwnedItem::itemId)
        .containsExactly(item);
  }

  /** Opens the crate once and tells the item. */
  private static UUID itemOf(long player) {
    done(open(player, "item", 1));
    return reads.inventory(player, Long.MAX_VALUE, 1).get(0).itemId();
  }

  private static CommandExecutor executor(InstantSource clock, Mirror mirror) {
    return new CommandExecutor(
        grid.ignite(),
        Samples.vault(),
        clock,
        "USD",
        Rules.of(grid.settings().rules()),
        mirror,
        new SimpleMeterRegistry());
  }

  @Test
  void theMirrorIsToldWhatWasCommittedAndNothingElse() {
    RecordingMirror mirror = new RecordingMirror();
    CommandExecutor executor = executor(InstantSource.system(), mirror);

    executor.execute(List.of(open(40, "too poor", 1)));
    assertThat(mirror.told).isEmpty();

    executor.execute(List.of(deposit(40, "d", 1_000), open(40, "o", 2)));
    assertThat(mirror.told.get(CacheName.WALLETS)).containsOnlyKeys(40L);
    assertThat(mirror.told.get(CacheName.LEDGER)).hasSize(2);
    assertThat(mirror.told.get(CacheName.ITEMS)).hasSize(2);
  }

  private static final class RecordingMirror implements Mirror {
    private final Map<CacheName, Map<Object, Object>> told = new EnumMap<>(CacheName.class);

    @Override
    public <K, V> void committed(CacheName cache, Map<K, V> values) {
      if (!values.isEmpty()) {
        told.computeIfAbsent(cache, name -> new HashMap<>()).putAll(values);
      }
    }
  }

  @Test
  void aRotatedSeedCanBeReadForEver() {
    String hash =
        text(done(new OpenWallet(8))).replaceAll(".*serverSeedHash\":\"([0-9a-f]+).*", "$1");

    done(new RotateSeed(8));

    assertThat(reads.revealedSeed(8, hash)).isNotNull();
    assertThat(reads.revealedSeed(8, wallet(8).serverSeedHash())).isNull();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrOverlap() {
    done(deposit(9, "d", 100_000));
    for (int i = 0; i < 25; i++) {
      done(open(9, "o" + i, 3));
    }

    List<Object> seen = new ArrayList<>();
    long before = Long.MAX_VALUE;
    List<PlayerReads.OwnedItem> page = reads.inventory(9, before, 10);
    while (!page.isEmpty()) {
      assertThat(page.size()).isBetween(3, 12);
      page.forEach(item -> seen.add(item.itemId()));
      before = page.get(page.size() - 1).item().acquiredSequence();
      page = reads.inventory(9, before, 10);
    }

    assertThat(seen).hasSize(75).doesNotHaveDuplicates();
  }

  private static Deposit deposit(long player, String key, long minor) {
    return new Deposit(player, TransactionIds.ofKey(player, key), minor);
  }

  private static OpenBox open(long player, String key, int count) {
    return new OpenBox(player, TransactionIds.ofKey(player, key), "crate", count);
  }

  private static Outcome.Done done(Command command) {
    return done(gateway.submit(command).join());
  }

  private static Outcome.Done done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  private static String text(Outcome.Done done) {
    return new String(done.reply(), StandardCharsets.UTF_8);
  }

  private static Wallet wallet(long player) {
    return Objects.requireNonNull(reads.wallet(player));
  }
}
