package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.lang.IgniteFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a job to every partition of the players: small jobs, one at a time on each node, each with
 * some partitions of which the node is the primary. A job that fails is sent again to where its
 * partitions are then, so that each partition's result comes exactly once.
 */
public final class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final int AT_ONCE = 8;
  private static final int FAILURES_MAX = 10;
  private static final long BACKOFF_MS = 500;

  private final Ignite ignite;

  public Partitions(Ignite ignite) {
    this.ignite = ignite;
  }

  private int count() {
    return ignite.<Long>affinity(CacheName.WALLETS.id()).partitions();
  }

  /**
   * Has the job done for every partition.
   *
   * @param job for some partitions
   * @param each is told each job's result, in this thread
   * @throws IgniteException when jobs failed again and again
   */
  public void forAll(Function<int[], IgniteCallable<byte[]>> job, Consumer<byte[]> each) {
    NavigableSet<Integer> left = new TreeSet<>(IntStream.range(0, count()).boxed().toList());
    int failures = 0;
    while (!left.isEmpty()) {
      Map<List<Integer>, IgniteFuture<byte[]>> sent = new HashMap<>();
      IgniteException failure = null;
      try {
        send(left, job, sent);
      } catch (IgniteException e) {
        failure = e;
      }
      for (Map.Entry<List<Integer>, IgniteFuture<byte[]>> one : sent.entrySet()) {
        byte[] result;
        try {
          result = one.getValue().get();
        } catch (IgniteException e) {
          failure = e;
          continue;
        }
        one.getKey().forEach(left::remove);
        each.accept(result);
      }
      if (failure != null) {
        if (++failures > FAILURES_MAX) {
          throw failure;
        }
        LOG.warn("partitions are asked for again: {}", failure.toString());
        pause();
      }
    }
  }

  private void send(
      Collection<Integer> left,
      Function<int[], IgniteCallable<byte[]>> job,
      Map<List<Integer>, IgniteFuture<byte[]>> sent) {
    for (Map.Entry<ClusterNode, List<Integer>> step : byPrimary(left).entrySet()) {
      List<Integer> some = step.getValue();
      sent.put(
          some,
          ignite
              .compute(ignite.cluster().forNode(step.getKey()))
              .withNoFailover()
              .callAsync(job.apply(some.stream().mapToInt(Integer::intValue).toArray())));
    }
  }

  private Map<ClusterNode, List<Integer>> byPrimary(Collection<Integer> left) {
    Affinity<Long> affinity = ignite.affinity(CacheName.WALLETS.id());
    Map<ClusterNode, List<Integer>> byPrimary = new HashMap<>();
    for (int partition : left) {
      ClusterNode primary = affinity.mapPartitionToNode(partition);
      if (primary == null) {
        throw new IgniteException("no node holds partition " + partition);
      }
      List<Integer> some = byPrimary.computeIfAbsent(primary, node -> new ArrayList<>());
      if (some.size() < AT_ONCE) {
        some.add(partition);
      }
    }
    return byPrimary;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(BACKOFF_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IgniteException("interrupted", e);
    }
  }
}
