package com.rollingdrop.grid.ignite;

import com.rollingdrop.grid.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.ignite.calcite.CalciteQueryEngineConfiguration;
import org.apache.ignite.configuration.ClientConnectorConfiguration;
import org.apache.ignite.configuration.DataPageEvictionMode;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.SqlConfiguration;
import org.apache.ignite.configuration.TransactionConfiguration;
import org.apache.ignite.configuration.WALMode;
import org.apache.ignite.events.EventType;
import org.apache.ignite.failure.StopNodeOrHaltFailureHandler;
import org.apache.ignite.logger.slf4j.Slf4jLogger;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/** Builds the Ignite configuration of a server node, of a client, and of the CDC process. */
public final class IgniteConfigurations {
  private static final long MB = 1024L * 1024L;

  /** A node that does not answer for this long is taken for lost. */
  private static final long FAILURE_DETECTION_MS = 10_000;

  /** Parts of the page memory, each with a lock of its own; Ignite's default is one for a core. */
  private static final int MEMORY_SEGMENTS = 64;

  /** The region of what is not kept on disk. */
  static final String MEMORY_ONLY = "memory-only";

  /** Some 200,000 counts of requests; beyond, those that were not used for longest go. */
  private static final long MEMORY_ONLY_MAX = 64 * MB;

  private IgniteConfigurations() {}

  /** One server node: persistent, with CDC on, and all caches defined. */
  public static IgniteConfiguration server(Settings settings) {
    Settings.Grid grid = settings.grid();
    IgniteConfiguration configuration = common(settings);
    configuration.setIgniteInstanceName(nodeName(grid));
    configuration.setConsistentId(nodeName(grid));
    configuration.setWorkDirectory(workDirectory(settings).toString());
    configuration.setDataStorageConfiguration(storage(grid));
    configuration.setTransactionConfiguration(
        new TransactionConfiguration()
            .setDefaultTxTimeout(grid.transactionTimeoutMs())
            .setTxTimeoutOnPartitionMapExchange(grid.transactionTimeoutMs()));
    configuration.setSqlConfiguration(
        new SqlConfiguration()
            .setQueryEnginesConfiguration(new CalciteQueryEngineConfiguration().setDefault(true)));
    configuration.setCacheConfiguration(new CacheConfigurations(settings).all());
    configuration.setClientConnectorConfiguration(
        new ClientConnectorConfiguration()
            .setHost(grid.address())
            .setPort(grid.clientPort() + grid.nodeIndex() - 1)
            .setPortRange(0));
    // Two cores run the whole system on a developer's machine; Ignite's default is 8 of each.
    int threads = Math.max(4, Runtime.getRuntime().availableProcessors());
    configuration.setSystemThreadPoolSize(threads);
    configuration.setPublicThreadPoolSize(threads);
    configuration.setQueryThreadPoolSize(threads);
    configuration.setStripedPoolSize(threads);
    configuration.setDataStreamerThreadPoolSize(threads);
    configuration.setIncludeEventTypes(
        EventType.EVT_CACHE_REBALANCE_PART_DATA_LOST,
        EventType.EVT_NODE_FAILED,
        EventType.EVT_NODE_LEFT);
    // A node that can no longer keep its promise stops; the others go on without it.
    configuration.setFailureHandler(new StopNodeOrHaltFailureHandler());
    ((TcpDiscoverySpi) configuration.getDiscoverySpi())
        .setLocalPort(grid.discoveryPort() + grid.nodeIndex() - 1)
        .setLocalPortRange(0);
    ((TcpCommunicationSpi) configuration.getCommunicationSpi())
        .setLocalPort(grid.communicationPort() + grid.nodeIndex() - 1);
    ((TcpCommunicationSpi) configuration.getCommunicationSpi()).setLocalPortRange(0);
    return configuration;
  }

  /** A client: holds no data, joins the topology, sends jobs. */
  public static IgniteConfiguration client(Settings settings, String name) {
    IgniteConfiguration configuration = common(settings);
    configuration.setClientMode(true);
    configuration.setIgniteInstanceName(name);
    configuration.setWorkDirectory(
        settings.dataDir().toAbsolutePath().resolve("client").resolve(name).toString());
    int threads = Math.max(4, Runtime.getRuntime().availableProcessors());
    configuration.setSystemThreadPoolSize(threads);
    configuration.setPublicThreadPoolSize(threads);
    configuration.setStripedPoolSize(threads);
    ((TcpCommunicationSpi) configuration.getCommunicationSpi())
        .setLocalPort(settings.grid().communicationPort() + 64);
    ((TcpCommunicationSpi) configuration.getCommunicationSpi()).setLocalPortRange(64);
    return configuration;
  }

  /** Where a server node keeps its data. */
  public static Path workDirectory(Settings settings) {
    return settings.dataDir().toAbsolutePath().resolve("grid").resolve(nodeName(settings.grid()));
  }

  /** The name by which a node is known over restarts. */
  public static String nodeName(Settings.Grid grid) {
    return "node-" + grid.nodeIndex();
  }

  private static IgniteConfiguration common(Settings settings) {
    SequenceIndexes.register(CacheConfigurations.SEQUENCE_INDEXES);
    Settings.Grid grid = settings.grid();
    TcpDiscoveryVmIpFinder finder = new TcpDiscoveryVmIpFinder(true);
    finder.setAddresses(
        grid.discoveryAddresses()
            .orElseGet(
                () ->
                    List.of(
                        grid.address()
                            + ":"
                            + grid.discoveryPort()
                            + ".."
                            + (grid.discoveryPort() + 15))));
    TcpDiscoverySpi discovery = new TcpDiscoverySpi();
    discovery.setIpFinder(finder);
    discovery.setLocalAddress(grid.address());
    TcpCommunicationSpi communication = new TcpCommunicationSpi();
    communication.setLocalAddress(grid.address());

    IgniteConfiguration configuration = new IgniteConfiguration();
    configuration.setLocalHost(grid.address());
    configuration.setGridLogger(new Slf4jLogger());
    configuration.setDiscoverySpi(discovery);
    configuration.setCommunicationSpi(communication);
    configuration.setFailureDetectionTimeout(FAILURE_DETECTION_MS);
    configuration.setClientFailureDetectionTimeout(FAILURE_DETECTION_MS);
    configuration.setPeerClassLoadingEnabled(false);
    configuration.setMetricsLogFrequency(0);
    configuration.setCacheKeyConfiguration(CacheConfigurations.keys());
    configuration.setUserAttributes(Map.of("clusterName", grid.clusterName()));
    return configuration;
  }

  private static DataStorageConfiguration storage(Settings.Grid grid) {
    DataStorageConfiguration storage = new DataStorageConfiguration();
    storage.setDefaultDataRegionConfiguration(
        new DataRegionConfiguration()
            .setName("default")
            .setInitialSize(64 * MB)
            .setMaxSize(grid.dataRegionMb() * MB)
            .setPersistenceEnabled(true)
            .setCdcEnabled(true)
            .setMetricsEnabled(true));
    storage.setDataRegionConfigurations(
        new DataRegionConfiguration()
            .setName(MEMORY_ONLY)
            .setInitialSize(MEMORY_ONLY_MAX / 4)
            .setMaxSize(MEMORY_ONLY_MAX)
            .setPageEvictionMode(DataPageEvictionMode.RANDOM_2_LRU)
            .setPersistenceEnabled(false)
            .setMetricsEnabled(true));
    storage.setWalMode(
        grid.walMode() == Settings.WalDurability.FSYNC ? WALMode.FSYNC : WALMode.LOG_ONLY);
    storage.setConcurrencyLevel(MEMORY_SEGMENTS);
    storage.setCheckpointFrequency(TimeUnit.SECONDS.toMillis(grid.checkpointFrequencyS()));
    storage.setCheckpointThreads(grid.checkpointThreads());
    storage.setWalSegmentSize((int) (grid.walSegmentMb() * MB));
    storage.setMaxWalArchiveSize(grid.walArchiveMaxMb() * MB);
    storage.setWalForceArchiveTimeout(grid.walForceArchiveMs());
    return storage;
  }
}
