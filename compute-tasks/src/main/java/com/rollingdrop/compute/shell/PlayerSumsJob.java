package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.command.ImportedItem;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.Wallet;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import javax.cache.Cache;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/**
 * Adds up what each player of some partitions has, beside the data. Not a snapshot: whoever plays
 * meanwhile may be seen in between.
 *
 * <p>The result: the number of partitions and the partitions (4 bytes each), then for each player
 * eight numbers (8 bytes each): player, sequence, cash, held, promotional, items, their value, the
 * sum of their hashes.
 */
public final class PlayerSumsJob implements IgniteCallable<byte[]> {
  private static final long serialVersionUID = 1L;
  private static final int PLAYER_BYTES = 8 * Long.BYTES;

  private final int[] partitions;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  /**
   * @param partitions of the players' caches
   */
  public PlayerSumsJob(int[] partitions) {
    this.partitions = partitions.clone();
  }

  private static final class Items {
    private long count;
    private long valueMinor;
    private long hash;
  }

  @Override
  public byte[] call() {
    Map<Long, Wallet> wallets = new HashMap<>();
    Map<Long, Items> items = new HashMap<>();
    for (int partition : partitions) {
      try (var cursor = Caches.wallets(ignite).query(PlayerSumsJob.<Long, Wallet>scan(partition))) {
        for (Cache.Entry<Long, Wallet> entry : cursor) {
          wallets.put(entry.getKey(), entry.getValue());
        }
      }
      try (var cursor = Caches.items(ignite).query(PlayerSumsJob.<ItemKey, Item>scan(partition))) {
        for (Cache.Entry<ItemKey, Item> entry : cursor) {
          add(entry.getKey(), entry.getValue(), items);
        }
      }
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Integer.BYTES * (1 + partitions.length) + PLAYER_BYTES * wallets.size());
    bytes.putInt(partitions.length);
    for (int partition : partitions) {
      bytes.putInt(partition);
    }
    wallets.forEach((player, wallet) -> put(player, wallet, items, bytes));
    return bytes.array();
  }

  private static <K, V> ScanQuery<K, V> scan(int partition) {
    ScanQuery<K, V> scan = new ScanQuery<>();
    scan.setPartition(partition);
    return scan;
  }

  private static void add(ItemKey key, Item item, Map<Long, Items> items) {
    if (item.state().isInPlay()) {
      Items of = items.computeIfAbsent(key.playerId(), player -> new Items());
      of.count++;
      of.valueMinor += item.valueMinor();
      of.hash += ImportedItem.of(key.itemId(), item).hash();
    }
  }

  private static void put(long player, Wallet wallet, Map<Long, Items> items, ByteBuffer bytes) {
    Items of = items.getOrDefault(player, new Items());
    bytes
        .putLong(player)
        .putLong(wallet.sequence())
        .putLong(wallet.availableMinor())
        .putLong(wallet.heldMinor())
        .putLong(wallet.promoMinor())
        .putLong(of.count)
        .putLong(of.valueMinor)
        .putLong(of.hash);
  }
}
