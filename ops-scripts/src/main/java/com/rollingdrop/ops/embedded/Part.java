package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One part of the system, a process of its own. */
public interface Part {

  /** How people call it. */
  String name();

  /** Where other programs find it. */
  String address();

  /** The ports that it listens on; they must be free before it starts. */
  List<Integer> ports();

  /** The pid, when it runs. */
  OptionalLong pid();

  /** Starts it; returns before it is ready. */
  void start() throws IOException;

  /** Whether it does its work now. */
  boolean isReady();

  /** Stops it in good order; by force when that takes too long. */
  void stop() throws IOException, InterruptedException;

  /** Where it tells of its own state, a small JSON. */
  Optional<URI> statusUri();

  /** The last lines that it printed, to explain a start that failed. */
  String lastWords();
}
