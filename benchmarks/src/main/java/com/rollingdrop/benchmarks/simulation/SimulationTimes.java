package com.rollingdrop.benchmarks.simulation;

import com.rollingdrop.benchmarks.report.Machine;
import com.rollingdrop.benchmarks.report.Markdown;
import com.rollingdrop.benchmarks.report.Results;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.simulation.Simulated;
import com.rollingdrop.compute.simulation.Simulation;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times simulations of boxes of three sizes, one after the other on one thread. */
@Command(
    name = "simulation",
    description = {
      "Simulates a million openings of small and large boxes again and again on one thread,",
      "and writes the times of the first run and of the warm ones."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SimulationTimes implements Callable<Integer> {
  private static final long SEED_STEP = 7_919;
  private static final long TICKETS_MAX = 100_003;
  private static final int PRICE_MINOR = 250;
  private static final int SESSION = 100;

  @Spec private CommandSpec spec;

  @Mixin private Results results;

  @Option(names = "--runs", description = "simulations of each box", defaultValue = "20")
  private int runs;

  private SimulationTimes() {}

  /** Exit code 0 when everything was timed, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SimulationTimes()).execute(args));
  }

  /** The times of one run, milliseconds: by the clock, and of the processor. */
  private record Run(long clockMs, long cpuMs) {}

  @Override
  public Integer call() throws Exception {
    if (runs < 5) {
      throw new ParameterException(spec.commandLine(), "--runs: 5 at least");
    }
    Map<String, String> machine =
        Machine.describe(Results.home(), InstantSource.system().instant());
    Markdown report =
        new Markdown(
                "A simulation of %,d openings, %s"
                    .formatted(Simulation.OPENINGS_MAX, results.today()))
            .facts(machine, Map.of("runs of each box", Integer.toString(runs)));
    report
        .paragraph(
            "Milliseconds on one thread, sessions of "
                + SESSION
                + " included: the first run of the process or after the line before, and the median and the longest of"
                + " the last half. Each opening is drawn by HMAC as the engine draws it.")
        .line("| box | first, clock | first, CPU | warm, clock | warm, CPU | warm, CPU, longest |")
        .line("|---|--:|--:|--:|--:|--:|");
    time("3 items", 3, null, report);
    time("40 items, a guarantee within 10", 40, new Guarantee(List.of("R1"), 10), report);
    time("1,000 items, a guarantee within 10", 1_000, new Guarantee(List.of("R1"), 10), report);
    results.write(results.fileName("simulation", "md"), report.toString());
    spec.commandLine().getOut().println(report);
    return 0;
  }

  private void time(String name, int items, @Nullable Guarantee guarantee, Markdown report) {
    TicketTable table = table(items, guarantee);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Run> all = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      long beganNs = System.nanoTime();
      long beganCpuNs = threads.getCurrentThreadCpuTime();
      Simulated simulated = Simulation.run(table, "run " + run, Simulation.OPENINGS_MAX, SESSION);
      if (simulated.items().stream().mapToLong(one -> one.hits()).sum()
          != Simulation.OPENINGS_MAX) {
        throw new IllegalStateException("draws were lost");
      }
      all.add(
          new Run(
              TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs),
              TimeUnit.NANOSECONDS.toMillis(threads.getCurrentThreadCpuTime() - beganCpuNs)));
    }
    List<Run> warm = all.subList(runs / 2, runs);
    List<Long> cpu = warm.stream().map(Run::cpuMs).sorted().toList();
    List<Long> clock = warm.stream().map(Run::clockMs).sorted().toList();
    report.row(
        name,
        Long.toString(all.get(0).clockMs()),
        Long.toString(all.get(0).cpuMs()),
        Long.toString(clock.get(clock.size() / 2)),
        Long.toString(cpu.get(cpu.size() / 2)),
        Long.toString(cpu.get(cpu.size() - 1)));
  }

  private static TicketTable table(int count, @Nullable Guarantee guarantee) {
    List<BoxItem> items = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < count; i++) {
      long tickets = 1 + i * SEED_STEP * i % TICKETS_MAX;
      items.add(new BoxItem("item-" + i, "Item", "R" + i % 5, 50L + i, tickets));
      total += tickets;
    }
    BoxDefinition box = new BoxDefinition("box", "Box", PRICE_MINOR, total, items, null, guarantee);
    return new TicketTable(box.boxId(), 1, box.version(0));
  }
}
