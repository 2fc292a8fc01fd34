package com.rollingdrop.ops.chaos;

import com.rollingdrop.grid.testing.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * A port in front of another one on this machine. What clients send through it takes as long as it
 * is told. Thread-safe.
 */
final class SlowWire implements AutoCloseable {
  private static final int CHUNK_BYTES = 8_192;

  private final int target;
  private final ServerSocket server;
  private volatile long delayMs;

  SlowWire(int target) throws IOException {
    this.target = target;
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()));
    start("slow-wire", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** From now on, each packet to the server waits so long; 0 for not at all. */
  void delay(long ms) {
    delayMs = ms;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // The wire was closed, or the connection that was to be made.
      }
    }
  }

  // Nobody listening there looks to the client like a server that hangs up.
  private void connect(Socket client) throws IOException {
    try {
      Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
      start("slow-wire-to", () -> pump(client, there, true));
      start("slow-wire-from", () -> pump(there, client, false));
    } catch (IOException e) {
      client.close();
    }
  }

  private void pump(Socket from, Socket to, boolean slow) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        if (slow && delayMs > 0) {
          TimeUnit.MILLISECONDS.sleep(delayMs);
        }
        out.write(chunk, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // One end hung up; so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
