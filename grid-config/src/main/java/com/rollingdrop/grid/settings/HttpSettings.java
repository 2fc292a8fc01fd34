package com.rollingdrop.grid.settings;

import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What an api-server takes from a connection, and what it tells browsers. */
public interface HttpSettings {
  /** Where the container itself gives up; what is between this and the other bounds has a code. */
  int HEADER_BYTES_HARD_MAX = 32 * 1_024;

  /** Longest path with its query, bytes; RFC 9110, 4.1, asks for 8,000 at least. */
  @WithDefault("8000")
  int uriBytesMax();

  /** All header fields of a request together, bytes. */
  @WithDefault("8192")
  int headerBytesMax();

  /** How long a request's first line and header fields may take to arrive. */
  @WithDefault("10000")
  int headerTimeoutMs();

  /** How long a body may take to arrive. */
  @WithDefault("10000")
  int bodyTimeoutMs();

  /** How long a connection that nothing is asked on is kept. */
  @WithDefault("20000")
  int idleTimeoutMs();

  /** Most connections at a time; those beyond wait to be accepted. */
  @WithDefault("4096")
  int connectionsMax();

  /**
   * How long browsers remember to come by TLS only, seconds; 0 where the server is reached without.
   */
  @WithDefault("0")
  int hstsSeconds();

  /** Origins whose pages may call the API, as {@code https://play.example}; none without. */
  Optional<List<String>> corsOrigins();
}
