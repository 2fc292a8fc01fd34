package com.rollingdrop.grid.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Ports that nobody listens on, none given twice by this JVM. They lie below the range from which
 * the system takes the ports of outgoing connections, so none is taken before it is used, and far
 * enough apart that no grid looks for its nodes among another's.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int STEP = 32;
  private static final int STEPS = 375;
  private static final Random RANDOM = new Random();
  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /** One more port. */
  public static synchronized int next() {
    while (GIVEN.size() < STEPS) {
      int port = FIRST + STEP * RANDOM.nextInt(STEPS);
      if (GIVEN.add(port) && isFree(port)) {
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
