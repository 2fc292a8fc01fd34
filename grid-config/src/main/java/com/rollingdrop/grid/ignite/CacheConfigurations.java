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
import com.rollingdrop.grid.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CacheKeyConfiguration;
import org.apache.ignite.cache.CacheMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cache.PartitionLossPolicy;
import org.apache.ignite.cache.QueryEntity;
import org.apache.ignite.cache.QueryIndex;
import org.apache.ignite.cache.QueryIndexType;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.configuration.CacheConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Defines every cache. All caches of a player share one affinity function with the player's id as
 * affinity key, so a player's wallet, items and ledger live in one partition.
 */
public final class CacheConfigurations {
  /** The SQL schema of all tables. */
  public static final String SQL_SCHEMA = "ROLLINGDROP";

  /**
   * The index of a player's items, and of a player's ledger, by falling sequence; as an index query
   * names it. SQL knows it as ITEMS_BY_SEQUENCE and LEDGER_BY_SEQUENCE too.
   */
  public static final String NEWEST_FIRST = SequenceIndexes.TREE;

  /** The index that finds what has expired. */
  public static final String PENDING_BY_EXPIRY = "PENDING_BY_EXPIRY";

  /** The index of what a player began and is not ended, newest first. */
  public static final String PENDING_BY_PLAYER = "PENDING_BY_PLAYER";

  /** The index of what waits for a player's answer, newest first. */
  public static final String PENDING_BY_RECIPIENT = "PENDING_BY_RECIPIENT";

  /** Indexes of what is for sale: by price, by rarity and price, and each the other way round. */
  public static final String LISTINGS_BY_PRICE = "LISTINGS_BY_PRICE";

  public static final String LISTINGS_BY_FALLING_PRICE = "LISTINGS_BY_FALLING_PRICE";
  public static final String LISTINGS_BY_RARITY = "LISTINGS_BY_RARITY";
  public static final String LISTINGS_BY_FALLING_RARITY = "LISTINGS_BY_FALLING_RARITY";

  private static final int RATE_PARTITIONS_MAX = 64;
  private static final String LEDGER_BY_SEQUENCE = "LEDGER_BY_SEQUENCE";
  private static final String ITEMS_BY_SEQUENCE = "ITEMS_BY_SEQUENCE";

  /** The indexes that share their tree with the primary key. */
  static final Set<String> SEQUENCE_INDEXES = Set.of(LEDGER_BY_SEQUENCE, ITEMS_BY_SEQUENCE);

  private final Settings settings;

  public CacheConfigurations(Settings settings) {
    this.settings = settings;
  }

  /** All caches. */
  public CacheConfiguration<?, ?>[] all() {
    return new CacheConfiguration<?, ?>[] {
      wallets(),
      items(),
      ledger(),
      pending(),
      revealedSeeds(),
      boxes(),
      boxVersions(),
      stocks(),
      quotas(),
      guaranteeCounters(),
      ledgerStarts(),
      closedTransactions(),
      this.<String, Login>ofPlayer(CacheName.LOGINS, null),
      this.<UUID, Session>ofPlayer(CacheName.SESSIONS, null),
      this.<String, Attempts>ofPlayer(CacheName.ATTEMPTS, null),
      this.<String, LoginSessions>ofPlayer(CacheName.LOGIN_SESSIONS, null),
      this.<UUID, AdminOperation>ofPlayer(CacheName.ADMIN_OPERATIONS, null),
      listings(),
      rateBuckets()
    };
  }

  /** Which field of a composite key places it. */
  public static CacheKeyConfiguration[] keys() {
    return new CacheKeyConfiguration[] {
      new CacheKeyConfiguration(ItemKey.class.getName(), "playerId"),
      new CacheKeyConfiguration(LedgerKey.class.getName(), "playerId"),
      new CacheKeyConfiguration(PendingKey.class.getName(), "playerId"),
      new CacheKeyConfiguration(SeedKey.class.getName(), "playerId"),
      new CacheKeyConfiguration(QuotaKey.class.getName(), "partitionId"),
      new CacheKeyConfiguration(BoxPlayerKey.class.getName(), "playerId"),
      new CacheKeyConfiguration(ClosedKey.class.getName(), "playerId")
    };
  }

  private CacheConfiguration<Long, Wallet> wallets() {
    QueryEntity table =
        new Table(CacheName.WALLETS, Long.class, Wallet.class)
            .key("playerId", Long.class)
            .column("availableMinor", Long.class)
            .column("heldMinor", Long.class)
            .column("promoMinor", Long.class)
            .column("currency", String.class)
            .column("sequence", Long.class)
            .column("serverSeedHash", String.class)
            .column("clientSeed", String.class)
            .column("nonce", Long.class)
            .column("createdAtMs", Long.class)
            .column("updatedAtMs", Long.class)
            .nested("safeguards.pausedUntilMs", Long.class)
            .nested("safeguards.excludedUntilMs", Long.class)
            .nested("safeguards.freezeId", UUID.class)
            .entity();
    table.setKeyFieldName("playerId");
    return ofPlayer(CacheName.WALLETS, table);
  }

  private CacheConfiguration<ItemKey, Item> items() {
    QueryEntity table =
        new Table(CacheName.ITEMS, ItemKey.class, Item.class)
            .key("playerId", Long.class)
            .key("itemId", UUID.class)
            .column("definitionId", String.class)
            .column("name", String.class)
            .column("rarity", String.class)
            .column("valueMinor", Long.class)
            .column("state", String.class)
            .column("askMinor", Long.class)
            .column("sourceTransactionId", UUID.class)
            .column("acquiredSequence", Long.class)
            .column("acquiredAtMs", Long.class)
            .newestFirst(ITEMS_BY_SEQUENCE, "acquiredSequence")
            .entity();
    return ofPlayer(CacheName.ITEMS, table);
  }

  /**
   * An index over all items would cost each opening one more entry for items that nobody sells, so
   * the few that are for sale stand here once more.
   */
  private CacheConfiguration<ItemKey, Item> listings() {
    QueryEntity table =
        new Table(CacheName.LISTINGS, ItemKey.class, Item.class)
            .key("playerId", Long.class)
            .key("itemId", UUID.class)
            .column("definitionId", String.class)
            .column("name", String.class)
            .column("rarity", String.class)
            .column("valueMinor", Long.class)
            .column("askMinor", Long.class)
            .ordered(LISTINGS_BY_PRICE, "askMinor", "itemId")
            .falling(LISTINGS_BY_FALLING_PRICE, "askMinor", "itemId")
            .ordered(LISTINGS_BY_RARITY, "rarity", "askMinor", "itemId")
            .falling(LISTINGS_BY_FALLING_RARITY, "rarity", "askMinor", "itemId")
            .entity();
    return ofPlayer(CacheName.LISTINGS, table);
  }

  private CacheConfiguration<LedgerKey, LedgerEntry> ledger() {
    QueryEntity table =
        new Table(CacheName.LEDGER, LedgerKey.class, LedgerEntry.class)
            .key("playerId", Long.class)
            .key("transactionId", UUID.class)
            .column("sequence", Long.class)
            .column("kind", String.class)
            .column("debitAccount", String.class)
            .column("creditAccount", String.class)
            .column("amountMinor", Long.class)
            .column("balanceAfterMinor", Long.class)
            .column("heldAfterMinor", Long.class)
            .column("promoMinor", Long.class)
            .column("promoAfterMinor", Long.class)
            .column("createdAtMs", Long.class)
            .column("boxId", String.class)
            .column("counterpartyId", Long.class)
            .column("referenceId", UUID.class)
            .newestFirst(LEDGER_BY_SEQUENCE, "sequence")
            .entity();
    return ofPlayer(CacheName.LEDGER, table);
  }

  private CacheConfiguration<Long, LedgerStart> ledgerStarts() {
    QueryEntity table =
        new Table(CacheName.LEDGER_STARTS, Long.class, LedgerStart.class)
            .key("playerId", Long.class)
            .column("sequence", Long.class)
            .column("availableMinor", Long.class)
            .column("heldMinor", Long.class)
            .column("promoMinor", Long.class)
            .column("firstAtMs", Long.class)
            .column("lastAtMs", Long.class)
            .column("items", Long.class)
            .entity();
    table.setKeyFieldName("playerId");
    return ofPlayer(CacheName.LEDGER_STARTS, table);
  }

  private CacheConfiguration<ClosedKey, ClosedTransactions> closedTransactions() {
    return ofPlayer(CacheName.CLOSED_TRANSACTIONS, null);
  }

  private CacheConfiguration<PendingKey, Pending> pending() {
    QueryEntity table =
        new Table(CacheName.PENDING, PendingKey.class, Pending.class)
            .key("playerId", Long.class)
            .key("transactionId", UUID.class)
            .column("kind", String.class)
            .column("state", String.class)
            .column("amountMinor", Long.class)
            .column("settlesAtExpiry", Boolean.class)
            .column("recipientId", Long.class)
            .column("offeredMinor", Long.class)
            .column("askedMinor", Long.class)
            .column("createdAtMs", Long.class)
            .column("expiresAtMs", Long.class)
            .ordered(PENDING_BY_EXPIRY, "expiresAtMs")
            .falling(PENDING_BY_PLAYER, "playerId", "kind", "createdAtMs", "transactionId")
            .falling(PENDING_BY_RECIPIENT, "recipientId", "createdAtMs", "transactionId")
            .entity();
    return ofPlayer(CacheName.PENDING, table);
  }

  private CacheConfiguration<SeedKey, RevealedSeed> revealedSeeds() {
    return ofPlayer(CacheName.REVEALED_SEEDS, null);
  }

  private CacheConfiguration<String, Box> boxes() {
    QueryEntity table =
        new Table(CacheName.BOXES, String.class, Box.class)
            .key("boxId", String.class)
            .column("version", Integer.class)
            .column("name", String.class)
            .column("priceMinor", Long.class)
            .column("oddsHash", String.class)
            .column("updatedAtMs", Long.class)
            .entity();
    table.setKeyFieldName("boxId");
    return onEveryNode(CacheName.BOXES, table);
  }

  private CacheConfiguration<BoxVersionKey, BoxVersion> boxVersions() {
    return onEveryNode(CacheName.BOX_VERSIONS, null);
  }

  private CacheConfiguration<String, BoxStock> stocks() {
    QueryEntity table =
        new Table(CacheName.STOCKS, String.class, BoxStock.class)
            .key("boxId", String.class)
            .column("total", Long.class)
            .column("unleased", Long.class)
            .entity();
    table.setKeyFieldName("boxId");
    return ofPlayer(CacheName.STOCKS, table);
  }

  private CacheConfiguration<QuotaKey, Quota> quotas() {
    QueryEntity table =
        new Table(CacheName.QUOTAS, QuotaKey.class, Quota.class)
            .key("boxId", String.class)
            .key("partitionId", Integer.class)
            .column("remaining", Long.class)
            .column("sold", Long.class)
            .entity();
    return ofPlayer(CacheName.QUOTAS, table);
  }

  private CacheConfiguration<BoxPlayerKey, GuaranteeCounter> guaranteeCounters() {
    QueryEntity table =
        new Table(CacheName.GUARANTEE_COUNTERS, BoxPlayerKey.class, GuaranteeCounter.class)
            .key("playerId", Long.class)
            .key("boxId", String.class)
            .column("guarantee", String.class)
            .column("misses", Integer.class)
            .column("updatedAtMs", Long.class)
            .entity();
    return ofPlayer(CacheName.GUARANTEE_COUNTERS, table);
  }

  /**
   * Counts of requests are worth neither disk nor copies: whoever loses one is let through once
   * more. They are changed for many requests, by one message each.
   */
  private CacheConfiguration<String, byte[]> rateBuckets() {
    CacheConfiguration<String, byte[]> cache =
        new CacheConfiguration<>(CacheName.RATE_BUCKETS.id());
    cache.setDataRegionName(IgniteConfigurations.MEMORY_ONLY);
    cache.setAtomicityMode(CacheAtomicityMode.ATOMIC);
    cache.setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC);
    cache.setPartitionLossPolicy(PartitionLossPolicy.IGNORE);
    cache.setBackups(0);
    cache.setAffinity(
        new RendezvousAffinityFunction(
            false, Math.min(RATE_PARTITIONS_MAX, settings.grid().partitions())));
    return cache;
  }

  /** Placed by the players' affinity function. */
  private <K, V> CacheConfiguration<K, V> ofPlayer(CacheName name, @Nullable QueryEntity table) {
    CacheConfiguration<K, V> cache = transactional(name, table);
    cache.setCacheMode(CacheMode.PARTITIONED);
    cache.setBackups(settings.grid().backups());
    cache.setAffinity(new RendezvousAffinityFunction(false, settings.grid().partitions()));
    return cache;
  }

  private <K, V> CacheConfiguration<K, V> onEveryNode(CacheName name, @Nullable QueryEntity table) {
    CacheConfiguration<K, V> cache = transactional(name, table);
    cache.setCacheMode(CacheMode.REPLICATED);
    cache.setAffinity(new RendezvousAffinityFunction(false, 16));
    return cache;
  }

  /**
   * No cache has a store. In a transaction with a write-through store Ignite removes the entries
   * that were being written from the surviving copies when their primary dies, to read them again
   * from the store; whoever does not read through loses them.
   */
  private static <K, V> CacheConfiguration<K, V> transactional(
      CacheName name, @Nullable QueryEntity table) {
    CacheConfiguration<K, V> cache = new CacheConfiguration<>(name.id());
    cache.setAtomicityMode(CacheAtomicityMode.TRANSACTIONAL);
    cache.setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC);
    cache.setPartitionLossPolicy(PartitionLossPolicy.READ_WRITE_SAFE);
    cache.setSqlSchema(SQL_SCHEMA);
    if (table != null) {
      cache.setQueryEntities(List.of(table));
    }
    return cache;
  }

  /** A SQL table over a cache: the columns that an analyst may see, and no others. */
  private static final class Table {
    private final LinkedHashMap<String, String> fields = new LinkedHashMap<>();
    private final LinkedHashSet<String> keyFields = new LinkedHashSet<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final List<QueryIndex> indexes = new ArrayList<>();
    private final CacheName cache;
    private final Class<?> keyType;
    private final Class<?> valueType;

    Table(CacheName cache, Class<?> keyType, Class<?> valueType) {
      this.cache = cache;
      this.keyType = keyType;
      this.valueType = valueType;
    }

    Table key(String name, Class<?> type) {
      keyFields.add(name);
      return column(name, type);
    }

    Table column(String name, Class<?> type) {
      fields.put(name, type.getName());
      return this;
    }

    /**
     * A field of a value in the value, null without it; the column has the last name of its path.
     */
    Table nested(String path, Class<?> type) {
      aliases.put(path, path.substring(path.lastIndexOf('.') + 1));
      return column(path, type);
    }

    /** An index of one player's rows by falling sequence. */
    Table newestFirst(String name, String sequence) {
      LinkedHashMap<String, Boolean> ascending = new LinkedHashMap<>();
      ascending.put("playerId", true);
      ascending.put(sequence, false);
      indexes.add(new QueryIndex(ascending, QueryIndexType.SORTED).setName(name));
      return this;
    }

    /** An index of all rows by rising columns. */
    Table ordered(String name, String... columns) {
      return indexed(name, true, columns);
    }

    /** An index of all rows by falling columns. */
    Table falling(String name, String... columns) {
      return indexed(name, false, columns);
    }

    private Table indexed(String name, boolean rising, String... columns) {
      LinkedHashMap<String, Boolean> ascending = new LinkedHashMap<>();
      for (String column : columns) {
        ascending.put(column, rising);
      }
      indexes.add(new QueryIndex(ascending, QueryIndexType.SORTED).setName(name));
      return this;
    }

    QueryEntity entity() {
      QueryEntity entity = new QueryEntity(keyType.getName(), valueType.getName());
      entity.setTableName(cache.id());
      entity.setFields(fields);
      if (keyFields.size() > 1) {
        entity.setKeyFields(keyFields);
      }
      entity.setAliases(aliases);
      entity.setIndexes(indexes);
      return entity;
    }
  }
}
