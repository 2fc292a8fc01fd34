package com.rollingdrop.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback ports that nobody listens on. */
public final class Ports {
  private static final int FIRST = 16_000;
  private static final int LAST = 19_000;

  private static int cursor = FIRST;

  private Ports() {}

  /** The first of {@code count} free ports in a row; no port is given twice in a row. */
  public static synchronized int next(int count) {
    for (int tried = FIRST; tried < LAST; tried += count) {
      if (cursor + count > LAST) {
        cursor = FIRST;
      }
      int first = cursor;
      cursor += count;
      if (areFree(first, count)) {
        return first;
      }
    }
    throw new IllegalStateException("no ports are free between " + FIRST + " and " + LAST);
  }

  private static boolean areFree(int first, int count) {
    for (int port = first; port < first + count; port++) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
