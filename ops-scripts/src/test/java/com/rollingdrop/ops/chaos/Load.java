package com.rollingdrop.ops.chaos;

import com.rollingdrop.grid.model.LedgerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Players that call all the time, each thread waiting for its answer and asking again until it
 * knows. Keeps what the ledger must have in the end. Thread-safe.
 */
final class Load implements AutoCloseable {
  /** In the place of a digest where an entry keeps a reply that nobody was sent. */
  static final UUID UNTOLD = new UUID(0, 0);

  private static final Logger LOG = LoggerFactory.getLogger(Load.class);
  private static final long RETRY_MS = 200;
  private static final long LAST_ANSWER_SECONDS = 180;

  private final Map<LedgerKey, UUID> expected;
  private final Latencies latencies;
  private final long pauseMs;
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param expected gets each entry that is known to be there, with the digest of its reply
   * @param pauseMs of a thread between two calls
   */
  Load(Map<LedgerKey, UUID> expected, Latencies latencies, long pauseMs) {
    this.expected = expected;
    this.latencies = latencies;
    this.pauseMs = pauseMs;
  }

  static Map<LedgerKey, UUID> nothingYet() {
    return new ConcurrentHashMap<>();
  }

  void start(Call.Source source) {
    running.add(threads.submit(() -> play(source)));
  }

  private void play(Call.Source source) {
    try {
      while (!stopping) {
        make(source.next());
        if (pauseMs > 0) {
          TimeUnit.MILLISECONDS.sleep(pauseMs);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // One caller less would go unseen.
      refused.add("a caller failed: " + e);
      LOG.error("a caller failed", e);
    }
  }

  /** Asks until the outcome is known, also while the load stops. */
  void make(Call call) throws InterruptedException {
    boolean waited = false;
    while (true) {
      long startNanos = System.nanoTime();
      Answer answer = call.send();
      latencies.add(System.nanoTime() - startNanos, answer instanceof Answer.Done);
      if (answer instanceof Answer.Done done) {
        call.entries().forEach(key -> expected.put(key, UNTOLD));
        expected.put(call.entries().get(0), done.digest());
        call.done(done);
        return;
      }
      if (answer instanceof Answer.Refused no) {
        refused.add(no.why());
        return;
      }
      if (!waited && answer instanceof Answer.Unknown unknown) {
        LOG.debug("not known yet: {}", unknown.why());
        waited = true;
      }
      TimeUnit.MILLISECONDS.sleep(RETRY_MS);
    }
  }

  /** Entries that are known to be there. */
  int known() {
    return expected.size();
  }

  /** What players were refused; nothing here gives a reason to. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** Ends when every outcome is known. */
  void stop() throws Exception {
    stopping = true;
    for (Future<?> thread : running) {
      thread.get(LAST_ANSWER_SECONDS, TimeUnit.SECONDS);
    }
    running.clear();
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
