package com.rollingdrop.persistence.repair;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.persistence.events.ChangedRow;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelatedTest {
  private static final UUID ONE = new UUID(1, 1);
  private static final UUID TWO = new UUID(2, 2);
  private static final LedgerKey KEY = new LedgerKey(7, new UUID(9, 9));

  @Test
  void anOpeningChangesTheWalletTheItemsAndTheGuarantee() {
    assertThat(keysOf(draft(TransactionKind.BOX_OPENING).boxId("b").itemsIn(List.of(ONE, TWO))))
        .containsExactlyInAnyOrder(
            7L, new ItemKey(7, ONE), new ItemKey(7, TWO), new BoxPlayerKey(7, "b"));
  }

  @Test
  void whatWaitsForItsSecondStepIsNamedByTheFirstAndByTheSecond() {
    assertThat(keysOf(draft(TransactionKind.WITHDRAWAL_HOLD)))
        .containsExactlyInAnyOrder(7L, new PendingKey(7, KEY.transactionId()));
    assertThat(keysOf(draft(TransactionKind.WITHDRAWAL_VOID).reference(ONE)))
        .containsExactlyInAnyOrder(7L, new PendingKey(7, ONE));
    assertThat(
            keysOf(
                draft(TransactionKind.TRADE)
                    .reference(ONE)
                    .counterparty(8L)
                    .itemsOut(List.of(TWO))))
        .containsExactlyInAnyOrder(
            7L, new ItemKey(7, TWO), new PendingKey(7, ONE), new PendingKey(8, ONE));
  }

  @Test
  void aListingNamesItsItem() {
    assertThat(keysOf(draft(TransactionKind.LISTING).reference(ONE)))
        .containsExactlyInAnyOrder(7L, new ItemKey(7, ONE));
  }

  private static List<Object> keysOf(LedgerEntry.Builder draft) {
    LedgerEntry entry =
        draft.at(1, 1).after(0, 0).fingerprint(new byte[32]).reply(new byte[] {'{', '}'}).build();
    return Related.to(KEY, entry).stream().map(ChangedRow::key).toList();
  }

  private static LedgerEntry.Builder draft(TransactionKind kind) {
    return LedgerEntry.of(kind, Account.PLAYER, Account.HOUSE, 1);
  }
}
