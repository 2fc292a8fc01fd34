package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;

/** A real server node with its mirror. */
public final class GridNode implements AutoCloseable {
  private final Ignite ignite;
  private final HikariDataSource dataSource;
  private final PostgresMirror mirror;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private GridNode(Settings settings, Path folder) {
    dataSource = PostgresDataSource.open(settings, TestSettings.secrets(folder));
    mirror = new PostgresMirror(dataSource, settings.mirror(), registry, InstantSource.system());
    ignite = Ignition.start(IgniteConfigurations.server(settings));
    ignite.cluster().state(ClusterState.ACTIVE);
  }

  public static GridNode start(Settings settings, Path folder) {
    return new GridNode(settings, folder);
  }

  /** Puts entries into the grid and its mirror. */
  public <K, V> void put(CacheName cache, Map<K, V> entries) {
    try (IgniteDataStreamer<K, V> streamer = ignite.dataStreamer(cache.id())) {
      streamer.allowOverwrite(true);
      streamer.addData(entries);
    }
    tell(cache, entries);
  }

  /** Puts entries into the mirror only, as after a commit. */
  public <K, V> void tell(CacheName cache, Map<K, V> entries) {
    mirror.committed(cache, entries);
  }

  /** Rows that the mirror has yet to write. */
  public long waiting() {
    return mirror.waiting();
  }

  public Ignite ignite() {
    return ignite;
  }

  public SimpleMeterRegistry registry() {
    return registry;
  }

  @Override
  public void close() {
    ignite.close();
    mirror.close();
    dataSource.close();
  }
}
