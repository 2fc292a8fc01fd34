package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A first limit counts what the current windows hold already. */
class PlayHistoryTest {
  private static final long ANN = 1;

  private final World world = new World();

  @Test
  void aFirstLimitCountsWhatTheCurrentWindowsHoldAlready() {
    world.setTime("2026-10-31T23:59:59.999Z");
    world.deposit(ANN, 10_000);
    world.open(ANN);
    world.setTime("2026-11-01T00:00:00Z");
    world.open(ANN);
    world.setTime("2026-11-16T00:00:00Z");
    UUID item = world.open(ANN);
    world.setTime("2026-11-18T10:00:00Z");
    world.open(ANN);
    world.done(new Redeem(ANN, UUID.randomUUID(), item));
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.MONTH, 999L));

    long back = world.itemOf(ANN, item).valueMinor();
    PlayTotals totals = totals();
    assertThat(totals.of(LimitWindow.MONTH).depositedMinor()).isZero();
    assertThat(totals.of(LimitWindow.MONTH).spentMinor()).isEqualTo(750);
    assertThat(totals.of(LimitWindow.WEEK).spentMinor()).isEqualTo(500);
    assertThat(totals.of(LimitWindow.DAY).spentMinor()).isEqualTo(250);
    assertThat(totals.of(LimitWindow.DAY).returnedMinor()).isEqualTo(back);
    world.refused(new OpenBox(ANN, UUID.randomUUID(), "crate", 1), Refusal.LIMIT_REACHED);
  }

  @Test
  void aWeekThatBeganInTheMonthBeforeCountsAsAWhole() {
    world.setTime("2026-11-30T10:00:00Z"); // a Monday
    world.deposit(ANN, 1_000);
    world.open(ANN);
    world.setTime("2026-12-02T10:00:00Z");
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.WEEK, 250L));

    assertThat(totals().of(LimitWindow.WEEK).spentMinor()).isEqualTo(250);
    assertThat(totals().of(LimitWindow.MONTH).spentMinor()).isZero();
  }

  @Test
  void whatWasReversedMeanwhileIsNotCounted() {
    world.setTime("2026-11-18T10:00:00Z");
    world.deposit(ANN, 1_000);
    OpenBox opening = new OpenBox(ANN, UUID.randomUUID(), "crate", 1);
    world.done(opening);
    world.open(ANN);
    world.setTime("2026-11-19T10:00:00Z");
    world.done(new Reverse(ANN, UUID.randomUUID(), opening.transactionId(), null, "a mistake"));
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.WEEK, 900L));

    assertThat(totals().of(LimitWindow.WEEK).spentMinor()).isEqualTo(250);
    assertThat(totals().of(LimitWindow.DAY).spentMinor()).isZero();
  }

  @Test
  void totalsEndWithTheLastLimitAndBeginAgainWithTheNext() {
    world.setTime("2026-11-02T10:00:00Z");
    world.deposit(ANN, 10_000);
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.MONTH, 900L));
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.MONTH, null));
    world.setTime("2026-11-04T10:00:00Z");
    world.open(ANN);
    assertThat(world.walletOf(ANN).safeguards()).isNull();
    world.open(ANN);
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.MONTH, 900L));

    assertThat(totals().of(LimitWindow.MONTH).spentMinor()).isEqualTo(500);
  }

  @Test
  void aLongHistoryIsReadUpToABoundAndTheTotalsSayFromWhen() {
    world.setTime("2026-11-18T10:00:00Z");
    world.deposit(ANN, 1_000);
    world.passMs(1_000);
    LedgerEntry opening =
        LedgerEntry.of(TransactionKind.BOX_OPENING, Account.PLAYER, Account.HOUSE, 3)
            .at(2, world.at().nowMs())
            .build();
    State crowded = new Crowded(world, opening);

    Decision decision =
        new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.MONTH, 999_999L)
            .decide(crowded, world.at());

    PlayTotals totals =
        Objects.requireNonNull(
            Safeguards.of(Objects.requireNonNull(decision.wallets().get(ANN))).totals());
    assertThat(totals.of(LimitWindow.MONTH).spentMinor()).isEqualTo(3L * PlayHistory.ENTRIES_MAX);
    assertThat(totals.countedFromMs()).isEqualTo(opening.createdAtMs());
  }

  private PlayTotals totals() {
    return Objects.requireNonNull(Safeguards.of(world.walletOf(ANN)).totals());
  }

  /** A world in which a player has done the same thing more often than is read. */
  private record Crowded(World world, LedgerEntry entry) implements State {
    @Override
    public List<LedgerEntry> latestEntries(long playerId, long fromMs, int limit) {
      return Collections.nCopies(limit, entry);
    }

    @Override
    public @Nullable Wallet wallet(long playerId) {
      return world.wallet(playerId);
    }

    @Override
    public @Nullable Item item(ItemKey key) {
      return world.item(key);
    }

    @Override
    public @Nullable LedgerEntry entry(LedgerKey key) {
      return world.entry(key);
    }

    @Override
    public @Nullable Pending pending(PendingKey key) {
      return world.pending(key);
    }

    @Override
    public long drawsLeft(BoxPlayerKey key, int draws) {
      return world.drawsLeft(key, draws);
    }

    @Override
    public boolean isClosed(LedgerKey key) {
      return world.isClosed(key);
    }

    @Override
    public @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
      return world.counter(key);
    }
  }
}
