package com.rollingdrop.grid.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code GET /metrics} (Prometheus text), {@code GET /health} (200 or 503) and {@code GET /status}
 * (a small JSON of the process's own) on loopback.
 */
public final class ManagementServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor;
  private final JvmGcMetrics gcMetrics = new JvmGcMetrics();
  private final PrometheusMeterRegistry registry;

  /**
   * Starts serving.
   *
   * @param ready whether the process does its work now
   * @param status a JSON object in one line
   */
  public ManagementServer(
      int port, PrometheusMeterRegistry registry, BooleanSupplier ready, Supplier<String> status)
      throws IOException {
    this.registry = registry;
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    gcMetrics.bindTo(registry);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
    executor =
        Executors.newFixedThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "management");
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(executor);
    server.createContext(
        "/metrics",
        exchange -> reply(exchange, 200, "text/plain; version=0.0.4", registry.scrape()));
    server.createContext(
        "/health",
        exchange -> {
          boolean up = ready.getAsBoolean();
          String body = up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}";
          reply(exchange, up ? 200 : 503, "application/json", body);
        });
    server.createContext(
        "/status", exchange -> reply(exchange, 200, "application/json", status.get()));
    server.start();
  }

  /**
   * A registry for a process's metrics.
   *
   * @param data folder whose file system's free space is among them; need not exist yet
   */
  public static PrometheusMeterRegistry registry(Path data) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new DiskSpaceMetrics(existing(data.toAbsolutePath()).toFile()).bindTo(registry);
    return registry;
  }

  // Of a folder that is not there, the system says that it has no space at all.
  private static Path existing(Path folder) {
    Path parent = folder.getParent();
    return Files.exists(folder) || parent == null ? folder : existing(parent);
  }

  private static void reply(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
    gcMetrics.close();
    registry.close();
  }
}
