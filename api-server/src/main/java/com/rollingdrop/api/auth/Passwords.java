package com.rollingdrop.api.auth;

import com.rollingdrop.compute.client.OverloadedException;
import com.rollingdrop.grid.settings.AuthSettings;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (RFC 9106) and verifies them, a bounded number at a time: each
 * takes a core and some memory for tens of milliseconds, and anybody may ask for one. Thread-safe.
 */
@Component
final class Passwords implements DisposableBean {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;

  private final Argon2PasswordEncoder argon2;
  private final ThreadPoolExecutor threads;
  private final Timer timer;
  private final Counter refused;

  /** Of no password that anybody knows; verified where there is no login. */
  private final String nobodys;

  /**
   * @param registry gets {@code rollingdrop.auth.hash}, {@code rollingdrop.auth.hashes.waiting} and
   *     {@code rollingdrop.auth.hashes.refused}
   */
  Passwords(Settings settings, MeterRegistry registry) {
    AuthSettings auth = settings.auth();
    this.argon2 =
        new Argon2PasswordEncoder(
            SALT_BYTES, HASH_BYTES, LANES, auth.argon2MemoryKib(), auth.argon2Passes());
    ArrayBlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(auth.hashesWaitingMax());
    this.threads =
        new ThreadPoolExecutor(
            auth.hashesAtOnce(),
            auth.hashesAtOnce(),
            0,
            TimeUnit.SECONDS,
            waiting,
            work -> {
              Thread thread = new Thread(work, "password-hash");
              thread.setDaemon(true);
              return thread;
            });
    this.timer = registry.timer("rollingdrop.auth.hash");
    this.refused = registry.counter("rollingdrop.auth.hashes.refused");
    Gauge.builder("rollingdrop.auth.hashes.waiting", waiting, ArrayBlockingQueue::size)
        .register(registry);
    this.nobodys = encoded(UUID.randomUUID().toString());
  }

  /**
   * A new hash, with a salt of its own.
   *
   * @throws OverloadedException when too many wait already
   */
  String hash(String password) {
    return inTurn(() -> encoded(password));
  }

  /**
   * Whether the password is the one that was hashed. It takes as long without a hash, so that the
   * time does not tell whether there is one.
   *
   * @param hash null when there is none
   * @throws OverloadedException when too many wait already
   */
  boolean matches(String password, @Nullable String hash) {
    boolean matches = inTurn(() -> argon2.matches(password, hash == null ? nobodys : hash));
    return matches && hash != null;
  }

  /** Whether the hash was made with weaker settings than those of today. */
  boolean outgrown(String hash) {
    return argon2.upgradeEncoding(hash);
  }

  private String encoded(String password) {
    String hash = argon2.encode(password);
    if (hash == null) {
      throw new IllegalStateException("no hash of a password");
    }
    return hash;
  }

  private <T> T inTurn(Callable<T> work) {
    Future<T> result;
    try {
      result = threads.submit(() -> timer.recordCallable(work));
    } catch (RejectedExecutionException e) {
      refused.increment();
      throw new OverloadedException("too many passwords are being hashed");
    }
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new OverloadedException("the server stops");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password cannot be hashed", e);
    }
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
