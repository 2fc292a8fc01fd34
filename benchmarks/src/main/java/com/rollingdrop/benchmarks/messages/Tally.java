package com.rollingdrop.benchmarks.messages;

import com.rollingdrop.benchmarks.engine.Traffic;

/**
 * What was counted for one batch size.
 *
 * @param batchSize openings in each batch
 * @param batches how many were sent
 * @param work what was said while they were sent, with the reading of the counters
 * @param idle what was said in as long a time in which none was sent, with the same reading
 */
record Tally(int batchSize, int batches, Traffic work, Traffic idle) {
  /**
   * Holds what was sent against what arrived.
   *
   * @throws IllegalStateException when they differ: then something was still on its way
   */
  Tally {
    long sent = work.messages() + idle.messages();
    long arrived = work.arrived() + idle.arrived();
    if (sent != arrived) {
      throw new IllegalStateException(sent + " messages were sent and " + arrived + " arrived");
    }
  }

  /** What the openings themselves took. */
  Traffic own() {
    return work.minus(idle);
  }

  long openings() {
    return (long) batchSize * batches;
  }

  double messagesPerBatch() {
    return (double) own().messages() / batches;
  }

  double messagesPerOpening() {
    return (double) own().messages() / openings();
  }

  /** Between the client and the nodes, both ways; the rest is among the nodes. */
  double clientMessagesPerOpening() {
    return (double) own().clientMessages() / openings();
  }

  double nodeMessagesPerOpening() {
    return messagesPerOpening() - clientMessagesPerOpening();
  }

  double bytesPerOpening() {
    return (double) own().bytes() / openings();
  }
}
