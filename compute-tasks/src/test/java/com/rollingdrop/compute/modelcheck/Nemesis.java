package com.rollingdrop.compute.modelcheck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Harms one node at a time, and the next only when the grid is whole again: with one backup, two at
 * once may lose data.
 */
final class Nemesis {
  private static final Logger LOG = LoggerFactory.getLogger(Nemesis.class);

  private enum Fault {
    KILL,
    FREEZE,
    STOP
  }

  private final NodeProcesses nodes;
  private final Random random;

  Nemesis(NodeProcesses nodes, Random random) {
    this.nodes = nodes;
    this.random = random;
  }

  /** Half of the faults are kills, the rest are pauses and orderly restarts. */
  void harm(int faults) throws IOException, InterruptedException {
    for (Fault fault : shuffled(faults)) {
      pause(1_000, 3_000);
      harm(fault, random.nextInt(NodeProcesses.NODES));
      nodes.awaitWhole();
      LOG.info("the grid is whole");
    }
    pause(1_000, 2_000);
  }

  private List<Fault> shuffled(int faults) {
    List<Fault> all = new ArrayList<>();
    for (int i = 0; i < faults; i++) {
      all.add(i % 2 == 0 ? Fault.KILL : i % 4 == 1 ? Fault.FREEZE : Fault.STOP);
    }
    Collections.shuffle(all, random);
    return all;
  }

  private void harm(Fault fault, int node) throws IOException, InterruptedException {
    LOG.info("{} of node {}", fault, node + 1);
    switch (fault) {
      case KILL -> {
        nodes.kill(node);
        pause(500, 3_000);
        nodes.start(node);
      }
      case FREEZE -> {
        nodes.freeze(node);
        try {
          pause(1_000, 4_000);
        } finally {
          nodes.thaw(node);
        }
      }
      case STOP -> {
        nodes.stop(node);
        pause(500, 1_500);
        nodes.start(node);
      }
    }
  }

  private void pause(int fromMs, int toMs) throws InterruptedException {
    Thread.sleep(fromMs + random.nextInt(toMs - fromMs));
  }
}
