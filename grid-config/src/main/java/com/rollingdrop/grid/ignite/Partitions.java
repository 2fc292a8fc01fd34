package com.rollingdrop.grid.ignite;

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
 * Sends a job to every partition of a cache: small jobs, one at a time on each node, each with some
 * partitions of which the node is the primary. A job that fails is sent again to where its
 * partitions are then, so that each partition's result comes exactly once.
 */
public final class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final int AT_ONCE = 8;
  private static final int FAILURES_MAX = 10;
  private static final long BACKOFF_MS = 500;

  private final Ignite ignite;
  private final CacheName cache;

  /** Those of the players, in which all caches agree that are placed by a player's id. */
  public Partitions(Ignite ignite) {
    this(ignite, CacheName.WALLETS);
  }

  /**
   * @param cache whose partitions are meant
   */
  public Partitions(Ignite ignite, CacheName cache) {
    this.ignite = ignite;
    this.cache = cache;
  }

  private int count() {
    return ignite.affinity(cache.id()).partitions();
  }

  /**
   * Has the job done for every partition.
   *
   * @param job for some partitions
   * @param each is told each job's result, in this thread
   * @throws IgniteException when jobs failed again and again
   */
  public <R> void forAll(Function<int[], IgniteCallable<R>> job, Consumer<R> each) {
    NavigableSet<Integer> left = new TreeSet<>(IntStream.range(0, count()).boxed().toList());
    int failures = 0;
    while (!left.isEmpty()) {
      Map<List<Integer>, IgniteFuture<R>> sent = new HashMap<>();
      IgniteException failure = null;
      try {
        send(left, job, sent);
      } catch (IgniteException e) {
        failure = e;
      }
      for (Map.Entry<List<Integer>, IgniteFuture<R>> one : sent.entrySet()) {
        R result;
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

  private <R> void send(
      Collection<Integer> left,
      Function<int[], IgniteCallable<R>> job,
      Map<List<Integer>, IgniteFuture<R>> sent) {
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
    Affinity<Object> affinity = ignite.affinity(cache.id());
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
