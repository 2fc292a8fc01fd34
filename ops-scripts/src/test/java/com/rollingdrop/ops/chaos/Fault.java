package com.rollingdrop.ops.chaos;

import java.util.Random;

/**
 * One kind of harm.
 *
 * @param name for people
 * @param kills how many processes it kills
 */
record Fault(String name, int kills, Strike strike) {

  /** Does the harm and ends it; what died of it is started again by the supervisor. */
  @FunctionalInterface
  interface Strike {
    void with(Random random) throws Exception;
  }
}
