package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A part that is ready once something was set up in it, each time it is brought up. */
final class SetUpPart implements Part {
  private final Part part;
  private final Runnable setUp;
  private boolean done;
  private String failure = "";

  /**
   * @param setUp repeatable; throws when the part is not that far yet
   */
  SetUpPart(Part part, Runnable setUp) {
    this.part = part;
    this.setUp = setUp;
  }

  @Override
  public boolean isReady() {
    if (!part.isReady()) {
      return false;
    }
    if (!done) {
      try {
        setUp.run();
        done = true;
      } catch (RuntimeException e) {
        failure = e + "\n";
      }
    }
    return done;
  }

  @Override
  public String lastWords() {
    return failure + part.lastWords();
  }

  @Override
  public String name() {
    return part.name();
  }

  @Override
  public String address() {
    return part.address();
  }

  @Override
  public List<Integer> ports() {
    return part.ports();
  }

  @Override
  public OptionalLong pid() {
    return part.pid();
  }

  @Override
  public void start() throws IOException {
    part.start();
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    part.stop();
  }

  @Override
  public Optional<URI> statusUri() {
    return part.statusUri();
  }
}
