package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.shell.CommandExecutor;
import com.rollingdrop.compute.shell.ExpirySweeper;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCluster;
import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.BaselineNode;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.metric.GridMetricManager;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.spi.metric.BooleanMetric;
import org.slf4j.LoggerFactory;

/** The main of one server node, in a process of its own, with nothing behind it. */
final class ModelNode {
  /** Ends the log of a node that has started. */
  static final String SERVING = "model-node-serving";

  private static final long LOOK_EVERY_MS = 100;
  private static final int ATTEMPTS = 10;

  private ModelNode() {}

  /**
   * Runs until it is killed, or until the process that started it is gone. Settings come by
   * environment.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Settings settings = SettingsLoader.load();
    endWithParent();
    Ignite ignite = Ignition.start(IgniteConfigurations.server(settings));
    join(ignite.cluster());
    CommandExecutor executor =
        new CommandExecutor(
            ignite,
            Samples.vault(),
            InstantSource.system(),
            settings.currency(),
            Rules.of(settings.rules()),
            Mirror.NONE,
            new SimpleMeterRegistry());
    executor.attach();
    new ExpirySweeper(ignite, executor, InstantSource.system(), new SimpleMeterRegistry())
        .start(settings.grid().expiryLookMs());
    ignite.cluster().<String, Boolean>nodeLocalMap().put(SERVING, true);
    LoggerFactory.getLogger(ModelNode.class).info(SERVING);
  }

  // The parent never writes: the stream ends when the parent does.
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is said.
                }
              } catch (IOException e) {
                // As good as the end.
              }
              Runtime.getRuntime().halt(1);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void join(IgniteCluster cluster) throws InterruptedException {
    if (cluster.currentBaselineTopology() == null) {
      cluster.baselineAutoAdjustEnabled(false);
      cluster.state(ClusterState.ACTIVE);
    }
    while (cluster.state() != ClusterState.ACTIVE) {
      Thread.sleep(LOOK_EVERY_MS);
    }
    Object self = cluster.localNode().consistentId();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<Object, BaselineNode> grown = new LinkedHashMap<>();
      cluster.currentBaselineTopology().forEach(node -> grown.put(node.consistentId(), node));
      if (grown.containsKey(self)) {
        return;
      }
      cluster.forServers().nodes().forEach(node -> grown.put(node.consistentId(), node));
      cluster.setBaselineTopology(grown.values());
    }
  }

  /** Whether the node serves and, as far as it knows, every partition has all its copies. */
  static final class IsWhole implements IgniteCallable<Boolean> {
    private static final long serialVersionUID = 1L;

    @IgniteInstanceResource
    @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
    private transient Ignite ignite;

    @Override
    public Boolean call() {
      // Ignite tells it as a metric only.
      BooleanMetric rebalanced =
          ((IgniteEx) ignite)
              .context()
              .metric()
              .registry(GridMetricManager.CLUSTER_METRICS)
              .findMetric(GridMetricManager.REBALANCED);
      return rebalanced != null
          && rebalanced.value()
          && ignite.cluster().<String, Boolean>nodeLocalMap().containsKey(SERVING);
    }
  }
}
