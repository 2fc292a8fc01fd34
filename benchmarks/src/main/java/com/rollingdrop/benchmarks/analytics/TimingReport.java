package com.rollingdrop.benchmarks.analytics;

import com.rollingdrop.benchmarks.report.Markdown;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What was timed, for people and as raw figures. For one thread. */
final class TimingReport {
  /** The plan's bound for analytics at the 95th percentile. */
  private static final long BOUND_MICROS = 500_000;

  private final Map<String, String> machine;
  private final Map<String, String> settings;
  private final Map<String, List<Timing>> stages = new LinkedHashMap<>();

  TimingReport(Map<String, String> machine, Map<String, String> settings) {
    this.machine = machine;
    this.settings = settings;
  }

  void add(String stage, List<Timing> timings) {
    stages.put(stage, List.copyOf(timings));
  }

  String markdown(String title, String figures) {
    Markdown report = new Markdown(title).facts(machine, settings);
    report.paragraph(
        "Milliseconds from the call in Java to the whole answer, its freshness included: median, and 95th percentile. The"
            + " plan allows 500. Raw figures: ["
            + figures
            + "]("
            + figures
            + ").");
    List<String> head = new ArrayList<>(List.of("question"));
    head.addAll(stages.keySet());
    report.row(head.toArray(String[]::new)).line("|---|" + "--:|".repeat(stages.size()));
    List<Timing> first = stages.values().iterator().next();
    for (int i = 0; i < first.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(first.get(i).question()));
      for (List<Timing> stage : stages.values()) {
        cells.add(
            ms(stage.get(i).percentileMicros(50)) + ", " + ms(stage.get(i).percentileMicros(95)));
      }
      report.row(cells.toArray(String[]::new));
    }
    report.line("");
    stages.forEach(
        (stage, timings) ->
            report.line(
                "- %s: %d of %d questions stay below 500 ms at the 95th percentile"
                    .formatted(
                        stage,
                        timings.stream().filter(t -> t.percentileMicros(95) < BOUND_MICROS).count(),
                        timings.size())));
    return report.toString();
  }

  private static String ms(long micros) {
    return String.format(Locale.ROOT, "%,d", Math.round(micros / 1_000.0));
  }

  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      texts(json, "machine", machine);
      texts(json, "settings", settings);
      json.writeArrayPropertyStart("stages");
      stages.forEach((stage, timings) -> stage(json, stage, timings));
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.append('\n').toString();
  }

  private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
    json.writeObjectPropertyStart(name);
    texts.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private static void stage(JsonGenerator json, String stage, List<Timing> timings) {
    for (Timing timing : timings) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringProperty("stage", stage);
      json.writeStringProperty("question", timing.question());
      json.writeArrayPropertyStart("micros");
      for (long micros : timing.micros()) {
        json.writeNumber(micros);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
