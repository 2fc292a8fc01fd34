package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts commands by what they are and what came of them. Thread-safe. */
final class CommandMetrics {
  private final MeterRegistry registry;

  CommandMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(List<Command> commands, List<Outcome> outcomes) {
    for (int i = 0; i < commands.size(); i++) {
      count(commands.get(i), label(outcomes.get(i)));
    }
  }

  void countFailed(Command command) {
    count(command, "failed");
  }

  /** A decision was thrown away because it would have broken an invariant. Nothing is worse. */
  void countBroken(Command command) {
    count(command, "broken");
  }

  private void count(Command command, String outcome) {
    registry
        .counter(
            "rollingdrop.commands",
            "command",
            command.plain().getClass().getSimpleName(),
            "outcome",
            outcome)
        .increment();
  }

  private static String label(Outcome outcome) {
    if (outcome instanceof Outcome.Done done) {
      return done.replayed() ? "replayed" : "done";
    }
    return outcome instanceof Outcome.Refused refused ? refused.refusal().name() : "unknown";
  }
}
