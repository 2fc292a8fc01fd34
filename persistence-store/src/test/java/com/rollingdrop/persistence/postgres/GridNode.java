package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.MirrorStoreFactory;
import com.rollingdrop.grid.settings.Settings;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterState;

/** A real server node with its mirror, wired as the node's main does it. */
public final class GridNode implements AutoCloseable {
  private final Ignite ignite;
  private final HikariDataSource dataSource;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private GridNode(Settings settings, Path folder) {
    dataSource = PostgresDataSource.open(settings, TestSettings.secrets(folder));
    ignite = Ignition.start(IgniteConfigurations.server(settings, MirrorStoreFactory::new));
    ignite.cluster().state(ClusterState.ACTIVE);
  }

  /** Starts a node whose mirror is attached. */
  public static GridNode start(Settings settings, Path folder) {
    GridNode node = unattached(settings, folder);
    node.attach();
    return node;
  }

  static GridNode unattached(Settings settings, Path folder) {
    return new GridNode(settings, folder);
  }

  void attach() {
    new PostgresMirror(dataSource, registry, InstantSource.system()).attachTo(ignite);
    WriteBehindGauges.register(registry, ignite);
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
    dataSource.close();
  }
}
