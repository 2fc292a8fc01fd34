package com.rollingdrop.persistence.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.persistence.events.ChangedRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PendingEndTest {
  private static final long EXPIRES_MS = 1_000;
  private static final Pending HOLD = Pending.withdrawal(5, true, 1, EXPIRES_MS);
  private static final PendingKey KEY = new PendingKey(1, new UUID(1, 1));

  @Test
  void theLedgersEntryTellsHowItEnded() {
    assertThat(end(TransactionKind.WITHDRAWAL_SETTLEMENT, 999)).isEqualTo(PendingState.SETTLED);
    assertThat(end(TransactionKind.TRADE, 999)).isEqualTo(PendingState.SETTLED);
    assertThat(end(TransactionKind.WITHDRAWAL_VOID, 999)).isEqualTo(PendingState.VOIDED);
    assertThat(end(TransactionKind.TRADE_END, 999)).isEqualTo(PendingState.VOIDED);
  }

  @Test
  void fromItsExpiryOnOnlyTheExpiryCanHaveEndedIt() {
    assertThat(end(TransactionKind.WITHDRAWAL_SETTLEMENT, 1_000)).isEqualTo(PendingState.EXPIRED);
    assertThat(end(TransactionKind.WITHDRAWAL_VOID, 1_001)).isEqualTo(PendingState.EXPIRED);
    assertThat(end(TransactionKind.TRADE_END, 1_000)).isEqualTo(PendingState.EXPIRED);
  }

  @Test
  void noOtherEntryTells() {
    assertThat(PendingEnd.of(HOLD, List.of())).isNull();
    assertThat(end(TransactionKind.WITHDRAWAL_HOLD, 1)).isNull();
    assertThat(end(TransactionKind.REVERSAL, 999)).isNull();
  }

  @Test
  void onlyItsOwnKindOfEntryTellsThatItBegan() {
    assertThat(PendingEnd.hasBegun(entries(TransactionKind.WITHDRAWAL_HOLD, 1))).isTrue();
    assertThat(PendingEnd.hasBegun(entries(TransactionKind.TRADE_OFFER, 1))).isTrue();
    assertThat(PendingEnd.hasBegun(entries(TransactionKind.REVERSAL, 1))).isFalse();
  }

  @Test
  void postgresLacksWhatItDoesNotHaveOrHasOpenAndOlder() {
    Pending ended = HOLD.ended(PendingState.SETTLED);

    assertThat(isLacking(1, null)).isTrue();
    assertThat(isLacking(ChangedRow.GONE, null)).isTrue();
    assertThat(isLacking(1, HOLD)).isFalse();
    assertThat(isLacking(2, HOLD)).isTrue();
    assertThat(isLacking(ChangedRow.GONE, HOLD)).isTrue();
    assertThat(isLacking(ChangedRow.ANY, HOLD)).isTrue();
    assertThat(isLacking(ChangedRow.GONE, ended)).isFalse();
    assertThat(isLacking(ChangedRow.ANY, ended)).isFalse();
  }

  private static boolean isLacking(long stamp, @Nullable Pending known) {
    return PendingRepair.isLacking(ChangedRow.of(CacheName.PENDING, KEY, stamp), known);
  }

  private static @Nullable PendingState end(TransactionKind kind, long atMs) {
    return PendingEnd.of(HOLD, entries(kind, atMs));
  }

  private static List<PendingEnd.Entry> entries(TransactionKind kind, long atMs) {
    return List.of(new PendingEnd.Entry(kind, atMs));
  }
}
