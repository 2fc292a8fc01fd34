package com.rollingdrop.compute.client;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.CommandCodec;
import com.rollingdrop.compute.command.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A command that waits for its outcome. */
final class PendingCommand {
  private final Command command;
  private final byte[] encoded;
  private final long deadlineNanos;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final AtomicInteger tries = new AtomicInteger();

  PendingCommand(Command command, long deadlineNanos) {
    this.command = command;
    this.encoded = CommandCodec.encode(command);
    this.deadlineNanos = deadlineNanos;
  }

  Command command() {
    return command;
  }

  /** As it travels, by {@link CommandCodec}. */
  // The array is private to this package; a copy would cost and protect nothing.
  byte[] encoded() {
    return encoded;
  }

  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** How often it was sent. */
  int tries() {
    return tries.get();
  }

  void countTry() {
    tries.incrementAndGet();
  }
}
