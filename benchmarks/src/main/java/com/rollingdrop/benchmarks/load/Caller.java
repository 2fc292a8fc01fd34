package com.rollingdrop.benchmarks.load;

import java.io.IOException;
import java.util.UUID;

/** Opens the box for one player after the other and waits for each reply. Used by one thread. */
public interface Caller extends AutoCloseable {
  /**
   * Opens the box once.
   *
   * @param key the idempotency key
   * @return whether the opening had taken effect before
   * @throws Exception when the opening was refused or its outcome is not known
   */
  boolean open(long playerId, UUID key) throws Exception;

  @Override
  default void close() throws IOException {}
}
