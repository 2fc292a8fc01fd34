package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.persistence.postgres.GridNode;
import com.rollingdrop.persistence.postgres.Samples;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Players with a wallet, an item, two ledger entries and a revealed seed each. */
final class MirroredPlayers {
  static final int PLAYERS = 200;

  /** Its ledger says that it was paid out; whether it is still open, a test decides. */
  static final PendingKey WITHDRAWAL = new PendingKey(7, new UUID(70, 7));

  private MirroredPlayers() {}

  /** Fills grid and mirror with something in every table. */
  static void fill(GridNode node) {
    Map<Long, Wallet> wallets = new HashMap<>();
    Map<ItemKey, Item> items = new HashMap<>();
    Map<LedgerKey, LedgerEntry> ledger = new HashMap<>();
    Map<SeedKey, RevealedSeed> seeds = new HashMap<>();
    for (long player = 1; player <= PLAYERS; player++) {
      Wallet wallet = Samples.wallet(player, 2);
      wallets.put(player, player % 2 == 0 ? wallet : wallet.withSafeguards(Samples.safeguards()));
      items.put(new ItemKey(player, item(player)), Samples.item(2));
      for (int i = 1; i <= 2; i++) {
        ledger.put(
            new LedgerKey(player, new UUID(player, i)),
            Samples.entry(i, Samples.TIME_MS + i * 30L * 86_400_000 + player));
      }
      seeds.put(new SeedKey(player, "%064x".formatted(player)), Samples.revealedSeed());
    }
    // The withdrawal was paid out at last.
    ledger.put(new LedgerKey(7, new UUID(71, 7)), settlement());
    node.put(CacheName.WALLETS, wallets);
    node.put(CacheName.ITEMS, items);
    node.put(CacheName.LEDGER, ledger);
    node.put(CacheName.REVEALED_SEEDS, seeds);
    node.put(CacheName.PENDING, Map.of(new PendingKey(1, new UUID(1, 1)), Samples.pending()));
    node.put(
        CacheName.GUARANTEE_COUNTERS,
        Map.of(new BoxPlayerKey(1, "box-1"), Samples.guaranteeCounter()));
    node.put(CacheName.LOGINS, Map.of("ann", Samples.login(1, 1), "bob", Samples.login(2, 2)));
    node.put(CacheName.BOXES, Map.of("box-1", Samples.box(1)));
    node.put(CacheName.BOX_VERSIONS, Map.of(new BoxVersionKey("box-1", 1), Samples.boxVersion()));
  }

  private static LedgerEntry settlement() {
    return LedgerEntry.of(
            TransactionKind.WITHDRAWAL_SETTLEMENT, Account.ESCROW, Account.CASH_OUT, 400)
        .at(3, Samples.TIME_MS + 61L * 86_400_000)
        .after(5_000, 7)
        .reference(WITHDRAWAL.transactionId())
        .fingerprint(new byte[] {1})
        .reply(new byte[] {'{', '}'})
        .hash(new byte[] {2})
        .build();
  }

  static UUID item(long player) {
    return new UUID(player, 1_000);
  }
}
