package com.rollingdrop.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.compute.box.Odds;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.command.LedgerChain;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PastTest {
  private static final TicketTable BOX =
      new TicketTable(
          Work.BOX.boxId(),
          1,
          new BoxVersion(
              Work.BOX.name(),
              Work.BOX.priceMinor(),
              Work.BOX.totalTickets(),
              Odds.hash(Work.BOX.items()),
              Work.BOX.items(),
              0));

  private final Past past =
      new Past(
          7,
          new Surroundings(
              1_000,
              "USD",
              Rules.of(SettingsLoader.load(Map.of()).rules()),
              EngineNode.seeds(),
              boxId -> BOX),
          new SplittableRandom(1));

  @Test
  void aWalletBeginsWithItsMoneyAndNoOpening() {
    assertThat(past.wallet().availableMinor()).isEqualTo(Work.FUNDS_MINOR);
    assertThat(past.wallet().nonce()).isZero();
  }

  @Test
  void openingsOfThePastAreChainedAndChargedAsRealOnes() {
    byte[] hash = past.wallet().ledgerHash();
    long sequence = past.wallet().sequence();
    Map<LedgerKey, LedgerEntry> entries = new LinkedHashMap<>();

    for (int i = 0; i < 3; i++) {
      past.open(entries::put);
    }

    assertThat(entries).hasSize(3);
    for (Map.Entry<LedgerKey, LedgerEntry> told : entries.entrySet()) {
      LedgerEntry entry = told.getValue();
      sequence++;
      hash = LedgerChain.hash(hash, told.getKey(), entry);
      assertThat(told.getKey().playerId()).isEqualTo(7);
      assertThat(entry.kind()).isEqualTo(TransactionKind.BOX_OPENING);
      assertThat(entry.sequence()).isEqualTo(sequence);
      assertThat(entry.hash()).isEqualTo(hash);
      assertThat(entry.itemsIn()).hasSize(1);
    }
    assertThat(past.wallet().ledgerHash()).isEqualTo(hash);
    assertThat(past.wallet().availableMinor())
        .isEqualTo(Work.FUNDS_MINOR - 3 * Work.BOX.priceMinor());
  }

  @Test
  void theEntriesFallToAllWalletsAlikeAndNoneIsLost() {
    int[] shares = IntStream.rangeClosed(1, 7).map(number -> Fill.share(100, 7, number)).toArray();

    assertThat(IntStream.of(shares).sum()).isEqualTo(100);
    assertThat(shares).containsOnly(14, 15);
    assertThat(Fill.share(2_000_000_000, 10, 10)).isEqualTo(200_000_000);
  }
}
