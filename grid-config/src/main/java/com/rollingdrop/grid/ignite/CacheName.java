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
  GUARANTEE_COUNTERS;

  /** The cache's name in the grid, also its SQL table's. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
