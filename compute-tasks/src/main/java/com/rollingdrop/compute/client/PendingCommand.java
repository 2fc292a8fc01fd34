package com.rollingdrop.compute.client;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Outcome;
import java.util.concurrent.CompletableFuture;

/** A command that waits for its outcome. */
final class PendingCommand {
  private final Command command;
  private final long deadlineNanos;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private volatile int tries;

  PendingCommand(Command command, long deadlineNanos) {
    this.command = command;
    this.deadlineNanos = deadlineNanos;
  }

  Command command() {
    return command;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** How often it was sent; only the lane that holds it counts. */
  int tries() {
    return tries;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one holder at a time
  void countTry() {
    tries++;
  }
}
