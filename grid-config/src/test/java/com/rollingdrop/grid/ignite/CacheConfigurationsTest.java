package com.rollingdrop.grid.ignite;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CacheMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cache.PartitionLossPolicy;
import org.apache.ignite.cache.QueryEntity;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.configuration.CacheConfiguration;
import org.junit.jupiter.api.Test;

class CacheConfigurationsTest {
  private final Settings settings = SettingsLoader.load(Map.of());
  private final CacheConfiguration<?, ?>[] all = new CacheConfigurations(settings).all();

  /** All but the one whose content may be lost. */
  private final List<CacheConfiguration<?, ?>> kept =
      Arrays.stream(all).filter(c -> !c.getName().equals(CacheName.RATE_BUCKETS.id())).toList();

  @Test
  void everyCacheIsDefinedOnce() {
    assertThat(Arrays.stream(all).map(CacheConfiguration::getName))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CacheName.values()).map(CacheName::id).toList());
  }

  /** A misspelt column would be an empty one. */
  @Test
  void everyColumnAndIndexedFieldIsAFieldOfItsKeyOrValue() {
    for (CacheConfiguration<?, ?> cache : all) {
      for (QueryEntity table : cache.getQueryEntities()) {
        Set<String> known = new HashSet<>();
        for (String type : List.of(table.findKeyType(), table.findValueType())) {
          known.addAll(fieldsOf(type));
        }
        if (table.getKeyFieldName() != null) {
          known.add(table.getKeyFieldName());
        }
        assertThat(known).containsAll(table.getFields().keySet());
        table
            .getIndexes()
            .forEach(
                index -> assertThat(table.getFields().keySet()).containsAll(index.getFieldNames()));
      }
    }
  }

  /** The names of a type's fields, and with a dot those of our own types in them. */
  private static List<String> fieldsOf(String type) {
    try {
      List<String> names = new ArrayList<>();
      for (Field field : Class.forName(type).getDeclaredFields()) {
        names.add(field.getName());
        Class<?> inner = field.getType();
        if (inner.getPackage() == Wallet.class.getPackage() && !inner.getName().equals(type)) {
          fieldsOf(inner.getName()).forEach(name -> names.add(field.getName() + "." + name));
        }
      }
      return names;
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** With one, the death of a primary takes entries from the copies that survive it. */
  @Test
  void noCacheHasAStore() {
    assertThat(all)
        .allSatisfy(
            cache -> {
              assertThat(cache.isWriteThrough()).isFalse();
              assertThat(cache.isWriteBehindEnabled()).isFalse();
              assertThat(cache.getCacheStoreFactory()).isNull();
            });
  }

  /**
   * A quota lives beside the wallets of those who draw from it, however many partitions there are.
   */
  @Test
  void thePlayersAffinityMapsAPartitionsNumberToThatPartition() {
    for (int partitions : new int[] {1, 2, 3, 32, 100, 256, 1_000, 1_024, 65_000}) {
      RendezvousAffinityFunction function = new RendezvousAffinityFunction(false, partitions);
      for (int partition = 0; partition < partitions; partition++) {
        assertThat(function.partition(partition)).isEqualTo(partition);
      }
    }
  }

  @Test
  void whatMustNotBeLostIsTransactionalAndRefusesToServeFromLostPartitions() {
    assertThat(kept)
        .allSatisfy(
            cache -> {
              assertThat(cache.getAtomicityMode()).isEqualTo(CacheAtomicityMode.TRANSACTIONAL);
              assertThat(cache.getPartitionLossPolicy())
                  .isEqualTo(PartitionLossPolicy.READ_WRITE_SAFE);
            });
  }

  /** Else what was acknowledged may be gone with the primary. */
  @Test
  void everyCopyIsWrittenBeforeACommitReturns() {
    assertThat(kept)
        .allSatisfy(
            cache -> {
              assertThat(cache.getWriteSynchronizationMode())
                  .isEqualTo(CacheWriteSynchronizationMode.FULL_SYNC);
              if (cache.getCacheMode() == CacheMode.PARTITIONED) {
                assertThat(cache.getBackups()).isEqualTo(settings.grid().backups()).isPositive();
              }
            });
  }

  /** Else every request that is counted would be written to disk, and told to the change stream. */
  @Test
  void onlyCountsOfRequestsAreKeptInMemoryAlone() {
    assertThat(Arrays.stream(all).filter(cache -> cache.getDataRegionName() != null))
        .extracting(CacheConfiguration::getName)
        .containsExactly(CacheName.RATE_BUCKETS.id());
    assertThat(kept).hasSize(all.length - 1);
  }
}
