package com.rollingdrop.benchmarks.analytics;

import com.rollingdrop.benchmarks.load.Folders;
import com.rollingdrop.benchmarks.report.Machine;
import com.rollingdrop.benchmarks.report.Results;
import com.rollingdrop.persistence.analytics.Analytics;
import com.rollingdrop.persistence.analytics.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Times the questions of the analytics service against the embedded ClickHouse. */
@Command(
    name = "analytics",
    description = {
      "Fills the real table with events and times each question: right after a start, warm, while",
      "events are inserted, and without the rollups. Writes a table and the raw figures."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AnalyticsTimes implements Callable<Integer> {
  private static final String SUBJECT = "analytics";

  @Spec private CommandSpec spec;

  @Mixin private Results results;

  @Option(names = "--events", description = "events in the table", defaultValue = "10000000")
  private long events;

  @Option(names = "--days", description = "days that they cover", defaultValue = "365")
  private int days;

  @Option(names = "--players", description = "players", defaultValue = "200000")
  private long players;

  @Option(names = "--boxes", description = "boxes", defaultValue = "60")
  private int boxes;

  @Option(names = "--runs", description = "how often each is asked", defaultValue = "20")
  private int runs;

  @Option(
      names = "--few-runs",
      description = "how often after a start, and without the rollups",
      defaultValue = "3")
  private int fewRuns;

  @Option(
      names = "--rate",
      description = "events a second that are inserted meanwhile; the plan's peak",
      defaultValue = "5000")
  private int rate;

  private AnalyticsTimes() {}

  /** Exit code 0 when everything was timed, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new AnalyticsTimes()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (events < 1 || days < 30 || days > 720 || players < 1 || boxes < 1 || runs < 1 || rate < 2) {
      throw new ParameterException(
          spec.commandLine(), "--days must be from 30 to 720, the others at least 1, --rate 2");
    }
    Path folder = Results.work().resolve("clickhouse");
    Folders.delete(folder);
    Files.createDirectories(folder);
    Map<String, String> machine = Machine.describe(folder, InstantSource.system().instant());
    Map<String, String> settings = new LinkedHashMap<>();
    try (Front front = new Front(Results.home(), folder)) {
      TimingReport report = new TimingReport(machine, settings);
      time(front, report, settings);
      String figures = results.fileName(SUBJECT, "json");
      results.write(figures, report.json());
      out()
          .println(
              "written: "
                  + results.write(
                      results.fileName(SUBJECT, "md"),
                      report.markdown(
                          "Questions to ClickHouse at %,d events, %s"
                              .formatted(events, results.today()),
                          figures)));
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private void time(Front front, TimingReport report, Map<String, String> settings)
      throws Exception {
    LocalDate lastDay = LocalDate.now(ZoneOffset.UTC);
    LocalDate firstDay = lastDay.minusDays(days - 1L);
    long player;
    try (EventTable table = new EventTable(front.connections(), players, boxes)) {
      long beganNs = System.nanoTime();
      table.migrate();
      table.fill(events, start(firstDay), start(lastDay.plusDays(1)));
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs);
      player = table.busiestPlayer();
      settings.put("events", "%,d of %d days".formatted(table.rows(), days));
      settings.put("players, boxes", "%,d, %d".formatted(players, boxes));
      settings.put("filled in", seconds + " s, into " + table.parts() + " parts");
      settings.put(
          "on disk",
          "%,d MB, of which rollups %,d MB"
              .formatted(table.bytes(false) >> 20, table.bytes(true) >> 20));
    }
    Map<String, Function<Analytics, Answer<?>>> asked = Asked.all(player, firstDay, lastDay);
    report.add("after a start", cold(front, asked));
    report.add("warm", warm(front, asked, runs));
    try (Inserting inserting = new Inserting(front.connections(), players, boxes, events, rate)) {
      report.add("while events are inserted", warm(front, asked, runs));
      settings.put("inserted meanwhile", "%,d events/s".formatted(inserting.perSecond()));
    }
    try (EventTable table = new EventTable(front.connections(), players, boxes)) {
      table.dropRollups();
    }
    report.add("without the rollups", warm(front, asked, fewRuns));
    settings.put(
        "asked", runs + " times each, " + fewRuns + " after a start and without the rollups");
    settings.put("load after", Double.toString(Machine.loadAverage()));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private List<Timing> cold(Front front, Map<String, Function<Analytics, Answer<?>>> asked)
      throws IOException, InterruptedException {
    Map<String, List<Long>> micros = new LinkedHashMap<>();
    for (int run = 0; run < fewRuns; run++) {
      for (Map.Entry<String, Function<Analytics, Answer<?>>> one : asked.entrySet()) {
        front.restart();
        try (Analytics analytics = open(front)) {
          micros
              .computeIfAbsent(one.getKey(), k -> new ArrayList<>())
              .add(micros(analytics, one.getValue()));
        }
      }
    }
    List<Timing> timings = new ArrayList<>();
    micros.forEach((question, taken) -> timings.add(told(new Timing(question, taken))));
    return timings;
  }

  private List<Timing> warm(
      Front front, Map<String, Function<Analytics, Answer<?>>> asked, int times) {
    List<Timing> timings = new ArrayList<>();
    try (Analytics analytics = open(front)) {
      asked.forEach(
          (question, ask) -> {
            long unused = micros(analytics, ask);
            List<Long> taken = new ArrayList<>();
            for (int run = 0; run < times; run++) {
              taken.add(micros(analytics, ask));
            }
            timings.add(told(new Timing(question, taken)));
          });
    }
    return timings;
  }

  private static Analytics open(Front front) {
    return new Analytics(
        front.settings(), front.secrets(), new SimpleMeterRegistry(), InstantSource.system());
  }

  private static long micros(Analytics analytics, Function<Analytics, Answer<?>> ask) {
    long beganNs = System.nanoTime();
    Answer<?> answer = ask.apply(analytics);
    long taken = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - beganNs);
    if (answer.newestEventAt() == null) {
      throw new IllegalStateException("the table is empty");
    }
    return taken;
  }

  private Timing told(Timing timing) {
    out()
        .printf(
            "%-40s p50 %6d ms  p95 %6d ms%n",
            timing.question(),
            timing.percentileMicros(50) / 1_000,
            timing.percentileMicros(95) / 1_000);
    out().flush();
    return timing;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
