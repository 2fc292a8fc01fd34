package com.rollingdrop.benchmarks.compare;

import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.Folders;
import com.rollingdrop.benchmarks.load.Load;
import com.rollingdrop.benchmarks.load.Measurement;
import com.rollingdrop.benchmarks.load.Pace;
import com.rollingdrop.benchmarks.load.PlayerChoice;
import com.rollingdrop.benchmarks.load.Proof;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Target;
import com.rollingdrop.benchmarks.load.WarmUp;
import com.rollingdrop.benchmarks.report.Line;
import com.rollingdrop.benchmarks.report.Machine;
import com.rollingdrop.benchmarks.report.Report;
import com.rollingdrop.benchmarks.report.Round;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the contenders in turn, round after round, so that a change of the machine's mood meets all
 * of them. Each starts on empty data, is warmed up, measured, checked, and stopped.
 */
final class Comparison {
  /** A paced or single caller finds everything warm; this is for its own connections. */
  private static final WarmUp SHORT_WARM_UP = new WarmUp(1, 1);

  /** Of one core; what a machine does that has nothing to do is far below. */
  private static final double BUSY_LOAD = 0.5;

  private final Plan plan;
  private final PrintWriter out;
  private final Map<Contender, List<Round>> rounds = new LinkedHashMap<>();
  private final Map<Contender, String> about = new LinkedHashMap<>();

  Comparison(Plan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  Report run(InstantSource clock) throws Exception {
    Files.createDirectories(plan.work());
    Map<String, String> machine = Machine.describe(plan.work(), clock.instant());
    if (Machine.loadAverage() > BUSY_LOAD) {
      out.println(
          "the machine is busy, load " + Machine.loadAverage() + ": expect little of the figures");
      out.flush();
    }
    Map<String, String> skipped = new LinkedHashMap<>();
    for (Contender contender : plan.contenders()) {
      contender
          .missing()
          .ifPresentOrElse(
              why -> {
                skipped.put(contender.title(), why);
                out.println("left out: " + contender.name() + ": " + why);
              },
              () -> rounds.put(contender, new ArrayList<>()));
    }
    for (int number = 1; number <= plan.rounds(); number++) {
      for (Map.Entry<Contender, List<Round>> entry : rounds.entrySet()) {
        Round round = round(number, entry.getKey());
        entry.getValue().add(round);
        say(entry.getKey(), round);
      }
    }
    List<Line> lines = new ArrayList<>();
    rounds.forEach(
        (contender, done) ->
            lines.add(
                new Line(
                    contender.name(),
                    contender.title(),
                    contender.isEngine(),
                    String.valueOf(about.get(contender)),
                    done)));
    return new Report(machine, plan.settings(), lines, skipped);
  }

  private Round round(int number, Contender contender) throws Exception {
    Path folder = plan.work().resolve(contender.name());
    Folders.delete(folder);
    Files.createDirectories(folder);
    int players = contender.players(plan.players());
    Stage stage = new Stage(plan.home(), plan.work(), folder, players);
    try (Target target = contender.start(stage)) {
      about.put(contender, target.about());
      long opened = Proof.onceOnly(target);
      PlayerChoice choice = PlayerChoice.of(contender.choice(), players);
      Measurement top =
          new Load(
                  plan.callers(),
                  plan.warmUpOf(contender),
                  Duration.ofSeconds(plan.seconds()),
                  choice)
              .run(target, Pace.unlimited());
      opened += top.openings();
      Measurement half = null;
      if (plan.halfRate()) {
        half =
            new Load(plan.callers(), SHORT_WARM_UP, Duration.ofSeconds(plan.seconds()), choice)
                .run(target, Pace.of(top.rate() / 2));
        opened += half.openings();
      }
      Measurement single = single(target, choice);
      opened += single == null ? 0 : single.openings();
      Proof.allWritten(target, opened);
      return new Round(number, top, half, single);
    } finally {
      Folders.delete(folder);
      settle();
    }
  }

  private @Nullable Measurement single(Target target, PlayerChoice choice)
      throws IOException, InterruptedException {
    if (plan.singleSeconds() == 0) {
      return null;
    }
    return new Load(1, SHORT_WARM_UP, Duration.ofSeconds(plan.singleSeconds()), choice)
        .run(target, Pace.unlimited());
  }

  private void say(Contender contender, Round round) {
    out.printf(
        Locale.ROOT,
        "round %d  %-18s %,9.0f openings/s  p50 %6.2f ms  p99 %6.2f ms  warm after %d s%s%n",
        round.number(),
        contender.name(),
        round.top().rate(),
        round.top().p50Micros() / 1_000,
        round.top().p99Micros() / 1_000,
        round.top().warmUpSeconds(),
        round.single() == null
            ? ""
            : String.format(
                Locale.ROOT, "  one caller %.2f ms", round.single().p50Micros() / 1_000));
    out.flush();
  }

  /** What one contender left to be written must not be written while the next is measured. */
  private static void settle() throws IOException, InterruptedException {
    var unused = new ProcessBuilder("sync").inheritIO().start().waitFor();
  }
}
