package com.rollingdrop.grid.ignite;

import java.util.Locale;

/** The caches of the grid. */
public enum CacheName {
  /** playerId → Wallet. */
  WALLETS,
  /** ItemKey → Item. */
  ITEMS,
  /** LedgerKey → LedgerEntry. */
  LEDGER,
  /** PendingKey → Pending. */
  PENDING,
  /** SeedKey → RevealedSeed. */
  REVEALED_SEEDS,
  /** boxId → Box. On every node. */
  BOXES,
  /** BoxVersionKey → BoxVersion. On every node. */
  BOX_VERSIONS,
  /** boxId → BoxStock, of limited boxes. */
  STOCKS,
  /** QuotaKey → Quota, of limited boxes. */
  QUOTAS,
  /** BoxPlayerKey → GuaranteeCounter, of boxes with a guarantee. */
  GUARANTEE_COUNTERS,
  /** playerId → LedgerStart, of players whose oldest ledger entries only Postgres has. */
  LEDGER_STARTS,
  /** ClosedKey → ClosedTransactions, of the same players. */
  CLOSED_TRANSACTIONS,
  /** Name → Login. */
  LOGINS,
  /** Session id → Session. Each entry ends by itself. */
  SESSIONS,
  /** What is tried, as text → Attempts. Each entry ends by itself. */
  ATTEMPTS,
  /** Name → LoginSessions. Each entry ends by itself. */
  LOGIN_SESSIONS,
  /** An id of its own → AdminOperation. Each entry ends by itself. */
  ADMIN_OPERATIONS,
  /** ItemKey → Item, of those for sale and no others: what the market is searched by. */
  LISTINGS,
  /** Whose requests, as text → how many are left. May be lost; each entry ends by itself. */
  RATE_BUCKETS;

  /** The cache's name in the grid, also its SQL table's. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
