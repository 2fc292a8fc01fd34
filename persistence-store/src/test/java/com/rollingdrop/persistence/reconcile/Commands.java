package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.persistence.postgres.GridNode;
import com.rollingdrop.persistence.postgres.Samples;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ignite.Ignite;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;

/**
 * Writes as the executor does, one transaction after the other: a wallet changes, an entry is
 * added, an item goes to the next player, and a withdrawal begins or ends; the mirror hears of it
 * after the commit.
 */
final class Commands implements Runnable {
  private static final int PLAYERS = 20;
  private static final long FIRST_PLAYER = 1_000;

  private final GridNode node;
  private volatile boolean stopped;
  private final AtomicInteger done = new AtomicInteger();

  Commands(GridNode node) {
    this.node = node;
  }

  @Override
  public void run() {
    while (!stopped) {
      write(done.get());
      done.incrementAndGet();
    }
  }

  void stop() {
    stopped = true;
  }

  int done() {
    return done.get();
  }

  private void write(int number) {
    Ignite ignite = node.ignite();
    long player = FIRST_PLAYER + number % PLAYERS;
    Wallet wallet = Samples.wallet(number, number + 1);
    LedgerKey entryKey = new LedgerKey(player, new UUID(number, 1));
    LedgerEntry entry = Samples.entry(number, Samples.TIME_MS + number);
    UUID itemId = new UUID(0, 77);
    ItemKey from = new ItemKey(FIRST_PLAYER + (number + PLAYERS - 1) % PLAYERS, itemId);
    ItemKey to = new ItemKey(player, itemId);
    Item item = Samples.item(number + 1);
    PendingKey pendingKey = new PendingKey(player, new UUID(number / 2, 5));
    Pending open = Samples.pending();
    PendingKey ending = new PendingKey(player - number % 2, pendingKey.transactionId());
    boolean ends = number % 2 == 1;
    try (Transaction transaction =
        ignite
            .transactions()
            .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ)) {
      Caches.wallets(ignite).put(player, wallet);
      Caches.ledger(ignite).put(entryKey, entry);
      Caches.items(ignite).remove(from);
      Caches.items(ignite).put(to, item);
      if (ends) {
        Caches.pending(ignite).remove(ending);
      } else {
        Caches.pending(ignite).put(pendingKey, open);
      }
      transaction.commit();
    }
    node.tell(CacheName.WALLETS, Map.of(player, wallet));
    node.tell(CacheName.LEDGER, Map.of(entryKey, entry));
    node.tell(CacheName.ITEMS, Map.of(to, item));
    node.tell(
        CacheName.PENDING,
        ends ? Map.of(ending, open.ended(PendingState.SETTLED)) : Map.of(pendingKey, open));
  }
}
