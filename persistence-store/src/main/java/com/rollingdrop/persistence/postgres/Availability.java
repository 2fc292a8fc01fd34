package com.rollingdrop.persistence.postgres;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether it is worth asking Postgres now. Thread-safe.
 *
 * <p>Two things need this. First, when a buffer is fuller than one and a half times its flush size,
 * Ignite writes single rows on the thread of the player's transaction; such a write is let through
 * only while Postgres is known to answer, else a player would wait for a connection. Second, a node
 * that stops tries each batch of its full buffers once more; after one failure the rest fail at
 * once, instead of each waiting for its own connection.
 */
final class Availability {
  /** After a failure nobody asks again for this long. */
  static final long PAUSE_MS = 1_000;

  /** A batch on its way for longer than this says that Postgres hangs. */
  static final long SLOW_MS = 500;

  private final InstantSource clock;
  private final Map<Attempt, Long> running = new ConcurrentHashMap<>();
  private volatile boolean up;
  private volatile long failedAtMs;
  private volatile boolean failed;

  Availability(InstantSource clock) {
    this.clock = clock;
  }

  /** One attempt to write, from its begin to its outcome. */
  final class Attempt implements AutoCloseable {
    private Attempt() {}

    void worked() {
      failed = false;
      up = true;
    }

    void failed() {
      failedAtMs = clock.millis();
      failed = true;
      up = false;
    }

    @Override
    public void close() {
      running.remove(this);
    }
  }

  /**
   * Why not to try now, or null.
   *
   * @param onPlayersThread whether a player's transaction waits for this write
   */
  @Nullable String reasonNotToTry(boolean onPlayersThread) {
    long now = clock.millis();
    if (onPlayersThread) {
      if (!up) {
        return "Postgres is not known to be up, and a player does not wait for it";
      }
      boolean slow = running.values().stream().anyMatch(since -> now - since > SLOW_MS);
      return slow ? "Postgres is slow, and a player does not wait for it" : null;
    }
    long since = now - failedAtMs;
    return failed && since >= 0 && since < PAUSE_MS ? "Postgres failed " + since + " ms ago" : null;
  }

  Attempt begin() {
    Attempt attempt = new Attempt();
    running.put(attempt, clock.millis());
    return attempt;
  }
}
