package com.rollingdrop.benchmarks.load;

import java.util.Optional;

/** One line of the comparison: how to bring a system up. */
public interface Contender {
  /** Names the line on the command line and in the raw figures. */
  String name();

  /** Names the line for people. */
  String title();

  /** Whether it is the engine, and not a peer. */
  boolean isEngine();

  /** How players are chosen when the command says nothing else. */
  default PlayerChoice.Kind choice() {
    return PlayerChoice.Kind.UNIFORM;
  }

  /** How long it is warmed up when the command says nothing else. */
  default WarmUp warmUp() {
    return WarmUp.USUAL;
  }

  /**
   * How many players it has.
   *
   * @param asked how many the command says
   */
  default int players(int asked) {
    return asked;
  }

  /** Why it cannot run on this machine, and what to do about it. */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /** Starts it with no data but the box and the players' wallets. */
  Target start(Stage stage) throws Exception;
}
