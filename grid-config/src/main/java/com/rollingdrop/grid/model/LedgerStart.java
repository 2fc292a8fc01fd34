package com.rollingdrop.grid.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a player's ledger begins in the grid: the balance brought forward of the entries before,
 * which Postgres has and the grid holds no more. With the entries that follow it explains what the
 * player has, as the whole ledger would.
 */
public final class LedgerStart {
  private final long sequence;
  private final byte[] hash;
  private final long availableMinor;
  private final long heldMinor;
  private final long promoMinor;
  private final long firstAtMs;
  private final long lastAtMs;
  private final long items;
  private final long itemsDigest;
  private final long rowsDigest;
  // By name and not as enums, as everything in the grid is; both arrays beside it have its order.
  private final String[] accounts;
  private final long[] debitsMinor;
  private final long[] creditsMinor;
  private final String[] boxIds;
  private final long[] draws;

  private LedgerStart(Builder from) {
    this.sequence = from.sequence;
    this.hash = from.hash.clone();
    this.availableMinor = from.availableMinor;
    this.heldMinor = from.heldMinor;
    this.promoMinor = from.promoMinor;
    this.firstAtMs = from.firstAtMs;
    this.lastAtMs = from.lastAtMs;
    this.items = from.items;
    this.itemsDigest = from.itemsDigest;
    this.rowsDigest = from.rowsDigest;
    this.accounts = from.debitsMinor.keySet().stream().map(Account::name).toArray(String[]::new);
    this.debitsMinor = from.debitsMinor.values().stream().mapToLong(Long::longValue).toArray();
    this.creditsMinor =
        from.debitsMinor.keySet().stream()
            .mapToLong(account -> from.creditsMinor.getOrDefault(account, 0L))
            .toArray();
    this.boxIds = from.draws.keySet().toArray(String[]::new);
    this.draws = from.draws.values().stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * Begins one.
   *
   * @param sequence of the last entry before, 1 or more
   * @param hash of that entry
   */
  public static Builder of(long sequence, byte[] hash) {
    return new Builder(sequence, hash);
  }

  /** Sequence of the last entry before; as sequences are dense, also how many there were. */
  public long sequence() {
    return sequence;
  }

  /** Hash of the last entry before, 32 bytes; the chain goes on from it. */
  public byte[] hash() {
    return hash.clone();
  }

  /** The player's cash after the last entry before, minor units. */
  public long availableMinor() {
    return availableMinor;
  }

  /** What was held of it then, minor units. */
  public long heldMinor() {
    return heldMinor;
  }

  /** The player's promotional money then, minor units. */
  public long promoMinor() {
    return promoMinor;
  }

  /** Time of the earliest entry before, epoch milliseconds. */
  public long firstAtMs() {
    return firstAtMs;
  }

  /** Time of the latest entry before, epoch milliseconds. */
  public long lastAtMs() {
    return lastAtMs;
  }

  /** How many items the player had in play after the last entry before. */
  public long items() {
    return items;
  }

  /** Digest of their ids that does not depend on their order. */
  public long itemsDigest() {
    return itemsDigest;
  }

  /** Digest, independent of the order, of the rows that Postgres was seen to have of them. */
  public long rowsDigest() {
    return rowsDigest;
  }

  /**
   * What the entries before debited, minor units, by account; accounts without any are left out.
   */
  public Map<Account, Long> debitsMinor() {
    return byAccount(debitsMinor);
  }

  /** What they credited, minor units, by account. */
  public Map<Account, Long> creditsMinor() {
    return byAccount(creditsMinor);
  }

  private Map<Account, Long> byAccount(long[] minor) {
    Map<Account, Long> byAccount = new EnumMap<>(Account.class);
    for (int i = 0; i < accounts.length; i++) {
      byAccount.put(Account.valueOf(accounts[i]), minor[i]);
    }
    return Collections.unmodifiableMap(byAccount);
  }

  /** Draws from limited boxes among the entries before, by box. */
  public Map<String, Long> draws() {
    Map<String, Long> byBox = new TreeMap<>();
    for (int i = 0; i < boxIds.length; i++) {
      byBox.put(boxIds[i], draws[i]);
    }
    return Collections.unmodifiableMap(byBox);
  }

  /** Collects what a start is made of. Not thread-safe. */
  public static final class Builder {
    private final long sequence;
    private final byte[] hash;
    private final Map<Account, Long> debitsMinor = new EnumMap<>(Account.class);
    private final Map<Account, Long> creditsMinor = new EnumMap<>(Account.class);
    private final Map<String, Long> draws = new TreeMap<>();
    private long availableMinor;
    private long heldMinor;
    private long promoMinor;
    private long firstAtMs;
    private long lastAtMs;
    private long items;
    private long itemsDigest;
    private long rowsDigest;

    private Builder(long sequence, byte[] hash) {
      this.sequence = sequence;
      this.hash = hash;
    }

    /** The player's balances, minor units. */
    public Builder balances(long newAvailableMinor, long newHeldMinor, long newPromoMinor) {
      this.availableMinor = newAvailableMinor;
      this.heldMinor = newHeldMinor;
      this.promoMinor = newPromoMinor;
      return this;
    }

    /** Times of the earliest and the latest entry before, epoch milliseconds. */
    public Builder between(long newFirstAtMs, long newLastAtMs) {
      this.firstAtMs = newFirstAtMs;
      this.lastAtMs = newLastAtMs;
      return this;
    }

    /** The items in play, how many and their digest. */
    public Builder items(long newItems, long newItemsDigest) {
      this.items = newItems;
      this.itemsDigest = newItemsDigest;
      return this;
    }

    /** The digest of the rows that Postgres has. */
    public Builder rowsDigest(long newRowsDigest) {
      this.rowsDigest = newRowsDigest;
      return this;
    }

    /** What was debited and credited, minor units; of an account with neither, nothing is kept. */
    public Builder account(Account account, long debitMinor, long creditMinor) {
      if (debitMinor != 0 || creditMinor != 0) {
        debitsMinor.put(account, debitMinor);
        creditsMinor.put(account, creditMinor);
      }
      return this;
    }

    /** Draws from a limited box. */
    public Builder draws(String boxId, long newDraws) {
      draws.put(boxId, newDraws);
      return this;
    }

    /** The start; the builder may be used on. */
    public LedgerStart build() {
      return new LedgerStart(this);
    }
  }
}
