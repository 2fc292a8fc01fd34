package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.SeedKey;
import java.util.HashMap;
import java.util.Map;
import org.apache.ignite.binary.BinaryObjectBuilder;
import org.apache.ignite.cache.CacheKeyConfiguration;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.internal.binary.builder.BinaryObjectBuilderImpl;

/**
 * Keys as a thin client has to send them.
 *
 * <p>Why it is needed: a thin client can't be told which field of a key places it ({@link
 * CacheKeyConfiguration} is for nodes only). Handed a plain object it describes the key's type to
 * the grid without that field; the grid refuses this, or, where it does not know the type yet,
 * believes it, and its own nodes are refused from then on. So keys are built here field by field,
 * in the order of their declaration as the nodes write them, and say what places them.
 */
final class GridKeys {
  private static final Map<String, String> AFFINITY_FIELDS = affinityFields();

  private GridKeys() {}

  private static Map<String, String> affinityFields() {
    Map<String, String> fields = new HashMap<>();
    for (CacheKeyConfiguration key : CacheConfigurations.keys()) {
      fields.put(key.getTypeName(), key.getAffinityKeyFieldName());
    }
    return fields;
  }

  /** The key of any mirrored cache, ready to be sent. */
  static Object of(IgniteClient client, Object key) {
    if (key instanceof LedgerKey entry) {
      return builder(client, key)
          .setField("playerId", entry.playerId())
          .setField("transactionId", entry.transactionId())
          .build();
    }
    if (key instanceof ItemKey item) {
      return builder(client, key)
          .setField("playerId", item.playerId())
          .setField("itemId", item.itemId())
          .build();
    }
    if (key instanceof PendingKey pending) {
      return builder(client, key)
          .setField("playerId", pending.playerId())
          .setField("transactionId", pending.transactionId())
          .build();
    }
    if (key instanceof SeedKey seed) {
      return builder(client, key)
          .setField("playerId", seed.playerId())
          .setField("serverSeedHash", seed.serverSeedHash())
          .build();
    }
    if (key instanceof BoxPlayerKey counter) {
      return builder(client, key)
          .setField("playerId", counter.playerId())
          .setField("boxId", counter.boxId())
          .build();
    }
    if (key instanceof BoxVersionKey box) {
      return builder(client, key)
          .setField("boxId", box.boxId())
          .setField("version", box.version())
          .build();
    }
    return key;
  }

  private static BinaryObjectBuilder builder(IgniteClient client, Object key) {
    String type = key.getClass().getName();
    BinaryObjectBuilder builder = client.binary().builder(type);
    String affinityField = AFFINITY_FIELDS.get(type);
    if (affinityField != null) {
      // Public in this class only, of all places.
      ((BinaryObjectBuilderImpl) builder).affinityFieldName(affinityField);
    }
    return builder;
  }
}
