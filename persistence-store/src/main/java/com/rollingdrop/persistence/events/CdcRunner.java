package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.ignite.WaitingLog;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.ignite.cdc.CdcConfiguration;
import org.apache.ignite.cdc.CdcConsumer;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.internal.cdc.CdcMain;
import org.apache.ignite.spi.metric.noop.NoopMetricExporterSpi;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Ignite's CDC application running over the WAL of one node, in a thread of its own: waits
 * for the node's folder, starts, and starts anew after a failure. Where to go on is in a file that
 * Ignite keeps in that folder, so a new start repeats at most the last batch.
 */
final class CdcRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CdcRunner.class);

  private static final long FOLDER_CHECK_MS = 250;
  private static final long RESTART_FIRST_MS = 500;
  private static final long RESTART_MAX_MS = 30_000;

  private final Settings settings;
  private final KafkaAccess access;
  private final Supplier<CdcConsumer> consumers;
  private final CdcProgress progress;
  private final StopSignal stop;
  private volatile @Nullable CdcMain running;
  private final WorkerThread thread;

  CdcRunner(
      Settings settings,
      KafkaAccess access,
      Supplier<CdcConsumer> consumers,
      CdcProgress progress,
      StopSignal stop) {
    this.settings = settings;
    this.access = access;
    this.consumers = consumers;
    this.progress = progress;
    this.stop = stop;
    this.thread = new WorkerThread("cdc", this::run, stop);
  }

  void start() {
    thread.start();
  }

  private void run() {
    Backoff backoff = new Backoff(RESTART_FIRST_MS, RESTART_MAX_MS);
    awaitTopics(backoff);
    backoff.reset();
    awaitFolder();
    while (!stop.isRequested()) {
      long startedNs = System.nanoTime();
      try {
        CdcMain cdc = new CdcMain(igniteConfiguration(), null, cdcConfiguration());
        running = cdc;
        // Not run(): it logs a clean stop as an error.
        cdc.runX();
      } catch (StoppedException e) {
        LOG.debug("stopped before the last batch was acknowledged; it comes again");
      } catch (Exception | AssertionError e) {
        LOG.error("change data capture failed, it will be started again", e);
      } finally {
        progress.onReading(false);
      }
      if (System.nanoTime() - startedNs > TimeUnit.MILLISECONDS.toNanos(RESTART_MAX_MS)) {
        backoff.reset();
      }
      stop.sleep(backoff.nextMs());
    }
  }

  private void awaitTopics(Backoff backoff) {
    while (!stop.isRequested()) {
      try {
        Topics.ensure(settings.kafka(), access);
        return;
      } catch (KafkaException e) {
        LOG.warn("cannot make sure of the topics yet: {}", e.toString());
        stop.sleep(backoff.nextMs());
      }
    }
  }

  private void awaitFolder() {
    Path folder = WaitingLog.of(settings).folder();
    boolean said = false;
    while (!Files.isDirectory(folder) && !stop.isRequested()) {
      if (!said) {
        LOG.info("waiting for the node to create {}", folder);
        said = true;
      }
      stop.sleep(FOLDER_CHECK_MS);
    }
  }

  private IgniteConfiguration igniteConfiguration() {
    return IgniteConfigurations.server(settings);
  }

  private CdcConfiguration cdcConfiguration() {
    CdcConfiguration configuration = new CdcConfiguration();
    configuration.setConsumer(consumers.get());
    configuration.setCheckFrequency(settings.cdc().checkFrequencyMs());
    configuration.setMetricExporterSpi(new NoopMetricExporterSpi());
    return configuration;
  }

  /** Stops after the batch at hand, or without it when Kafka does not take it. */
  @Override
  public void close() {
    CdcMain cdc = running;
    if (cdc != null) {
      cdc.stop();
    }
    thread.close();
  }
}
