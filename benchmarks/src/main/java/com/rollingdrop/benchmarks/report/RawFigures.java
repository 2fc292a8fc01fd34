package com.rollingdrop.benchmarks.report;

import com.rollingdrop.benchmarks.load.Measurement;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Every figure of every round as JSON. Latencies in microseconds. */
public final class RawFigures {
  private final JsonGenerator json;

  private RawFigures(JsonGenerator json) {
    this.json = json;
  }

  /** The report as JSON. */
  public static String of(Report report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      new RawFigures(json).write(report);
    }
    return text.append('\n').toString();
  }

  private void write(Report report) {
    json.writeStartObject();
    texts("machine", report.machine());
    texts("settings", report.settings());
    texts("skipped", report.skipped());
    json.writeArrayPropertyStart("lines");
    for (Line line : report.lines()) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringProperty("name", line.name());
      json.writeStringProperty("title", line.title());
      json.writeStringProperty("about", line.about());
      json.writeArrayPropertyStart("rounds");
      for (Round round : line.rounds()) {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeNumberProperty("round", round.number());
        measurement("top", round.top());
        measurement("half", round.half());
        measurement("single", round.single());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void texts(String name, Map<String, String> texts) {
    json.writeObjectPropertyStart(name);
    texts.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private void measurement(String name, @Nullable Measurement measured) {
    if (measured == null) {
      return;
    }
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("callers", measured.callers());
    json.writeNumberProperty("warmUpSeconds", measured.warmUpSeconds());
    json.writeNumberProperty("openingsPerSecond", Math.round(measured.rate() * 10) / 10.0);
    json.writeNumberProperty("p50Micros", Math.round(measured.p50Micros()));
    json.writeNumberProperty("p99Micros", Math.round(measured.p99Micros()));
    json.writeNumberProperty("maxMicros", Math.round(measured.maxMicros()));
    json.writeArrayPropertyStart("openedPerSecond");
    measured.openedPerSecond().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeEndObject();
  }
}
