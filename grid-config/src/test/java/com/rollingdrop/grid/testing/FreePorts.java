package com.rollingdrop.grid.testing;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Ports that nobody listens on, none given twice by this JVM. They lie below the range from which
 * the system takes the ports of outgoing connections, so none is taken before it is used, and far
 * enough apart that no grid looks for its nodes among another's.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int STEP = 32;
  private static final int STEPS = 375;
  private static final int ATTEMPTS = 10_000;

  /** Clients take ports up to 128 above the communication port. */
  private static final int CLIENT_STEPS = 5;

  private static final Random RANDOM = new Random();
  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /** One more port; the few above it are not given to others either. */
  public static int next() {
    return next(1);
  }

  /** A port for the grid's communication: above it, clients of the grid choose theirs. */
  public static int forCommunication() {
    return next(CLIENT_STEPS);
  }

  private static synchronized int next(int steps) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = RANDOM.nextInt(STEPS - steps);
      Set<Integer> wanted = IntStream.range(first, first + steps).boxed().collect(toSet());
      if (Collections.disjoint(wanted, GIVEN) && isFree(FIRST + STEP * first)) {
        GIVEN.addAll(wanted);
        return FIRST + STEP * first;
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
