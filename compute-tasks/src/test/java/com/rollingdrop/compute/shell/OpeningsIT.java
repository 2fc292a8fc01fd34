package com.rollingdrop.compute.shell;

import static com.rollingdrop.compute.shell.PlayersOnGrid.deposit;
import static com.rollingdrop.compute.shell.PlayersOnGrid.open;
import static com.rollingdrop.compute.shell.PlayersOnGrid.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.OpenWallet;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Wallet;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Openings through the gateway into a real node. Each test has players of its own. */
@SuppressWarnings("NullAway.Init") // set before all tests
class OpeningsIT {
  @TempDir private static Path data;
  private static PlayersOnGrid players;

  @BeforeAll
  static void start() throws Exception {
    players = new PlayersOnGrid(data);
  }

  @AfterAll
  static void stop() {
    players.close();
  }

  @Test
  void anOpeningMovesMoneyItemAndLedgerTogether() {
    players.done(deposit(1, "d", 1_000));
    players.done(open(1, "o", 2));

    Wallet wallet = players.wallet(1);
    assertThat(wallet.availableMinor()).isEqualTo(500);
    assertThat(wallet.sequence()).isEqualTo(2);
    assertThat(players.reads().inventory(1, Long.MAX_VALUE, 10)).hasSize(2);
    assertThat(players.reads().history(1, Long.MAX_VALUE, 10))
        .extracting(past -> past.entry().sequence())
        .containsExactly(2L, 1L);
  }

  @Test
  void aRepeatedKeyHasOneEffectAndTheSameReplyAlsoAfterARestart() {
    players.done(deposit(2, "d", 1_000));
    Outcome.Done first = players.done(open(2, "o", 1));
    Outcome.Done again = players.done(open(2, "o", 1));
    players.restart();
    Outcome.Done afterRestart = players.done(open(2, "o", 1));

    assertThat(first.replayed()).isFalse();
    assertThat(again).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(afterRestart).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(players.wallet(2).availableMinor()).isEqualTo(750);
  }

  @Test
  void manyAtOnceWithOneKeyHaveOneEffect() {
    players.done(deposit(3, "d", 100_000));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(players.submit(open(3, "same", 1)));
    }

    List<Outcome.Done> outcomes =
        all.stream().map(CompletableFuture::join).map(PlayersOnGrid::done).toList();

    assertThat(outcomes.stream().filter(o -> !o.replayed())).hasSize(1);
    assertThat(new HashSet<>(outcomes.stream().map(PlayersOnGrid::text).toList())).hasSize(1);
    assertThat(players.wallet(3).availableMinor()).isEqualTo(100_000 - 250);
  }

  @Test
  void aBatchOfOnePlayersCommandsKeepsTheLedgerDenseAndTheBalanceRight() {
    players.done(deposit(4, "d", 250 * 230));
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      all.add(players.submit(open(4, "o" + i, 1)));
    }
    List<Outcome> outcomes = all.stream().map(CompletableFuture::join).toList();

    assertThat(outcomes.stream().filter(o -> o instanceof Outcome.Done)).hasSize(230);
    assertThat(outcomes.stream().filter(o -> o instanceof Outcome.Refused))
        .hasSize(10)
        .allSatisfy(
            o -> assertThat(((Outcome.Refused) o).refusal()).isEqualTo(Refusal.INSUFFICIENT_FUNDS));
    assertThat(players.wallet(4).availableMinor()).isZero();
    List<LedgerEntry> ledger =
        players.reads().history(4, Long.MAX_VALUE, 1_000).stream()
            .map(PlayerReads.PastTransaction::entry)
            .toList();
    assertThat(ledger).hasSize(231);
    for (int i = 0; i < ledger.size(); i++) {
      assertThat(ledger.get(i).sequence()).isEqualTo(231 - i);
    }
    assertThat(ledger.stream().mapToLong(LedgerEntry::walletDeltaMinor).sum()).isZero();
    assertThat(players.reads().inventory(4, Long.MAX_VALUE, 1_000)).hasSize(230);
  }

  @Test
  void aNewVersionOfABoxIsOpenedFromTheNextCommandOn() {
    BoxCatalog catalog = new BoxCatalog(players.ignite());
    BoxDefinition first =
        new BoxDefinition("changing", "Changing", 10, 1_000, Samples.CRATE.items());
    BoxDefinition second =
        new BoxDefinition("changing", "Changing", 20, 1_000, Samples.CRATE.items());
    players.done(deposit(5, "d", 1_000));

    assertThat(catalog.publish(first).version()).isEqualTo(1);
    assertThat(text(players.done(new OpenBox(5, TransactionIds.ofKey(5, "1"), "changing", 1))))
        .contains("\"boxVersion\":1")
        .contains("\"chargedMinor\":10");
    assertThat(catalog.publish(second).version()).isEqualTo(2);
    assertThat(catalog.publish(second).created()).isFalse();
    assertThat(text(players.done(new OpenBox(5, TransactionIds.ofKey(5, "2"), "changing", 1))))
        .contains("\"boxVersion\":2")
        .contains("\"chargedMinor\":20");
    assertThat(Objects.requireNonNull(catalog.version("changing", 1)).priceMinor()).isEqualTo(10);
  }

  @Test
  void aBadSeedFailsItsOwnPlayerAloneAndChangesNothing() {
    players.done(deposit(6, "d", 1_000));
    players.done(deposit(7, "d", 1_000));
    Wallet good = players.wallet(7);
    byte[] broken = good.sealedServerSeed();
    broken[20] ^= 1;
    Caches.wallets(players.ignite())
        .put(7L, good.withSeeds(broken, good.serverSeedHash(), good.clientSeed(), 0, 1));

    List<Outcome> outcomes =
        CommandExecutor.of(players.ignite()).execute(List.of(open(7, "o", 1), open(6, "o", 1)));

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Unknown.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Done.class);
    assertThat(players.wallet(7).availableMinor()).isEqualTo(1_000);
    assertThat(players.reads().inventory(7, Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void aRotatedSeedCanBeReadForEver() {
    String hash =
        text(players.done(new OpenWallet(8)))
            .replaceAll(".*serverSeedHash\":\"([0-9a-f]+).*", "$1");

    players.done(new RotateSeed(8));

    assertThat(players.reads().revealedSeed(8, hash)).isNotNull();
    assertThat(players.reads().revealedSeed(8, players.wallet(8).serverSeedHash())).isNull();
  }

  @Test
  void theMirrorIsToldWhatWasCommittedAndNothingElse() {
    RecordingMirror mirror = new RecordingMirror();
    CommandExecutor executor = players.executor(InstantSource.system(), mirror);

    executor.execute(List.of(open(40, "too poor", 1)));
    assertThat(mirror.told).isEmpty();

    executor.execute(List.of(deposit(40, "d", 1_000), open(40, "o", 2)));
    assertThat(mirror.told.get(CacheName.WALLETS)).containsOnlyKeys(40L);
    assertThat(mirror.told.get(CacheName.LEDGER)).hasSize(2);
    assertThat(mirror.told.get(CacheName.ITEMS)).hasSize(2);
  }
}
