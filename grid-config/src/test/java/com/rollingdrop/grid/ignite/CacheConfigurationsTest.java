package com.rollingdrop.grid.ignite;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.SettingsLoader;
import java.util.Arrays;
import java.util.Map;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.PartitionLossPolicy;
import org.apache.ignite.configuration.CacheConfiguration;
import org.junit.jupiter.api.Test;

class CacheConfigurationsTest {
  private final CacheConfiguration<?, ?>[] all =
      new CacheConfigurations(SettingsLoader.load(Map.of())).all();

  @Test
  void everyCacheIsDefinedOnce() {
    assertThat(Arrays.stream(all).map(CacheConfiguration::getName))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(CacheName.values()).map(CacheName::id).toList());
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

  @Test
  void everyCacheIsTransactionalAndRefusesToServeFromLostPartitions() {
    assertThat(all)
        .allSatisfy(
            cache -> {
              assertThat(cache.getAtomicityMode()).isEqualTo(CacheAtomicityMode.TRANSACTIONAL);
              assertThat(cache.getPartitionLossPolicy())
                  .isEqualTo(PartitionLossPolicy.READ_WRITE_SAFE);
            });
  }
}
