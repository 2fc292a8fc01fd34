package com.rollingdrop.benchmarks.compare;

import com.rollingdrop.benchmarks.report.Results;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be said about every run of contenders in turn. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class RunOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Mixin private Results results;

  @Option(names = "--rounds", description = "rounds", defaultValue = "3")
  private int rounds;

  @Option(
      names = "--callers",
      description = "callers, each waiting for its reply",
      defaultValue = "64")
  private int callers;

  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      description =
          "warm-up at least, of all lines; default: 80 for each node of the engine, 10 for the"
              + " peers")
  private Optional<Integer> warmUpLeast;

  @Option(
      names = "--warmup-max",
      paramLabel = "SECONDS",
      description =
          "warm-up at most, of all lines; it ends when the rate no longer grows; default: 120 for"
              + " each node of the engine, 90 for the peers")
  private Optional<Integer> warmUpMost;

  void check() {
    atLeast("--rounds", rounds, 1);
    atLeast("--callers", callers, 1);
    atLeast("--warmup", warmUpLeast.orElse(0), 0);
    atLeast("--warmup-max", warmUpMost.orElse(0), 0);
  }

  void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(), option + ": must be at least " + least + ", is " + value);
    }
  }

  Results results() {
    return results;
  }

  int rounds() {
    return rounds;
  }

  int callers() {
    return callers;
  }

  Optional<Integer> warmUpLeast() {
    return warmUpLeast;
  }

  Optional<Integer> warmUpMost() {
    return warmUpMost;
  }
}
