package com.rollingdrop.benchmarks.peers;

import java.util.Map;

/** What Postgres does before it acknowledges a commit. */
enum PostgresDurability {
  /** The WAL is on the disk: survives a lost machine, like the engine's FSYNC. */
  FSYNC_ON,
  /**
   * Nothing is forced and no commit waits, which is less than the engine's LOG_ONLY promises: a
   * killed server loses its last commits.
   */
  FSYNC_OFF;

  Map<String, String> settings() {
    String value = this == FSYNC_ON ? "on" : "off";
    return Map.of("fsync", value, "synchronous_commit", value, "full_page_writes", value);
  }
}
