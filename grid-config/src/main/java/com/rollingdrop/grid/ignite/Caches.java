package com.rollingdrop.grid.ignite;

import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.Attempts;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxStock;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ClosedKey;
import com.rollingdrop.grid.model.ClosedTransactions;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.LoginSessions;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Quota;
import com.rollingdrop.grid.model.QuotaKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Session;
import com.rollingdrop.grid.model.Wallet;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;

/** The typed way to each cache. Thread-safe, as Ignite's caches are. */
public final class Caches {
  private Caches() {}

  /** By player id. */
  public static IgniteCache<Long, Wallet> wallets(Ignite ignite) {
    return ignite.cache(CacheName.WALLETS.id());
  }

  public static IgniteCache<ItemKey, Item> items(Ignite ignite) {
    return ignite.cache(CacheName.ITEMS.id());
  }

  /** Of the items, those for sale. */
  public static IgniteCache<ItemKey, Item> listings(Ignite ignite) {
    return ignite.cache(CacheName.LISTINGS.id());
  }

  public static IgniteCache<LedgerKey, LedgerEntry> ledger(Ignite ignite) {
    return ignite.cache(CacheName.LEDGER.id());
  }

  /** By player id; of players whose oldest entries the grid holds no more. */
  public static IgniteCache<Long, LedgerStart> ledgerStarts(Ignite ignite) {
    return ignite.cache(CacheName.LEDGER_STARTS.id());
  }

  /** Of the same players. */
  public static IgniteCache<ClosedKey, ClosedTransactions> closedTransactions(Ignite ignite) {
    return ignite.cache(CacheName.CLOSED_TRANSACTIONS.id());
  }

  /** Open ones only. */
  public static IgniteCache<PendingKey, Pending> pending(Ignite ignite) {
    return ignite.cache(CacheName.PENDING.id());
  }

  public static IgniteCache<SeedKey, RevealedSeed> revealedSeeds(Ignite ignite) {
    return ignite.cache(CacheName.REVEALED_SEEDS.id());
  }

  /** By box id. */
  public static IgniteCache<String, Box> boxes(Ignite ignite) {
    return ignite.cache(CacheName.BOXES.id());
  }

  public static IgniteCache<BoxVersionKey, BoxVersion> boxVersions(Ignite ignite) {
    return ignite.cache(CacheName.BOX_VERSIONS.id());
  }

  /** By box id; limited boxes only. */
  public static IgniteCache<String, BoxStock> stocks(Ignite ignite) {
    return ignite.cache(CacheName.STOCKS.id());
  }

  public static IgniteCache<QuotaKey, Quota> quotas(Ignite ignite) {
    return ignite.cache(CacheName.QUOTAS.id());
  }

  public static IgniteCache<BoxPlayerKey, GuaranteeCounter> guaranteeCounters(Ignite ignite) {
    return ignite.cache(CacheName.GUARANTEE_COUNTERS.id());
  }

  /** By name. */
  public static IgniteCache<String, Login> logins(Ignite ignite) {
    return ignite.cache(CacheName.LOGINS.id());
  }

  /** By session id. */
  public static IgniteCache<UUID, Session> sessions(Ignite ignite) {
    return ignite.cache(CacheName.SESSIONS.id());
  }

  /** By whose requests they count, in the form of the library that counts. */
  public static IgniteCache<String, byte[]> rateBuckets(Ignite ignite) {
    return ignite.cache(CacheName.RATE_BUCKETS.id());
  }

  /** By name. */
  public static IgniteCache<String, LoginSessions> loginSessions(Ignite ignite) {
    return ignite.cache(CacheName.LOGIN_SESSIONS.id());
  }

  /** By an id of its own. */
  public static IgniteCache<UUID, AdminOperation> adminOperations(Ignite ignite) {
    return ignite.cache(CacheName.ADMIN_OPERATIONS.id());
  }

  /** By what is tried. */
  public static IgniteCache<String, Attempts> attempts(Ignite ignite) {
    return ignite.cache(CacheName.ATTEMPTS.id());
  }
}
