package com.rollingdrop.grid.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports that nobody listens on. They lie below the range from which the system takes the ports of
 * outgoing connections, so none is taken before it is used, and far enough apart that no grid looks
 * for its nodes among another's. A port is given again only after all the others were.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int STEP = 32;
  private static final int STEPS = 375;

  /** Clients take ports up to 128 above the communication port. */
  private static final int CLIENT_STEPS = 5;

  /** Processes of one build that test side by side (the build counts them) share the steps out. */
  private static final int FORKS = 2;

  private static final int STEPS_OF_FORK = STEPS / FORKS;
  private static final int FIRST_STEP = (fork() - 1) % FORKS * STEPS_OF_FORK;
  private static final int END_STEP = FIRST_STEP + STEPS_OF_FORK;

  // Builds side by side start at different places.
  private static int cursor = FIRST_STEP + new Random().nextInt(STEPS_OF_FORK);

  private FreePorts() {}

  /**
   * Throws where the build does not count as it should: two forks would take each other's ports.
   */
  private static int fork() {
    String fork = System.getProperty("rollingdrop.test.fork", "fork-1");
    return Integer.parseInt(fork.substring("fork-".length()));
  }

  /** One more port; the few above it are not given to others either. */
  public static int next() {
    return next(1);
  }

  /** A port for the grid's communication: above it, clients of the grid choose theirs. */
  public static int forCommunication() {
    return next(CLIENT_STEPS);
  }

  private static synchronized int next(int steps) {
    for (int attempt = 0; attempt < STEPS_OF_FORK; attempt++) {
      if (cursor + steps > END_STEP) {
        cursor = FIRST_STEP;
      }
      int port = FIRST + STEP * cursor;
      cursor += steps;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
