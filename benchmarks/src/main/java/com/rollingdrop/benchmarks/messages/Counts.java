package com.rollingdrop.benchmarks.messages;

import com.rollingdrop.benchmarks.engine.Traffic;
import com.rollingdrop.benchmarks.report.Markdown;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Everything that was counted, as a table for people and as JSON.
 *
 * @param machine what it ran on, in the order of the report
 * @param settings what was asked for, in the order of the report
 */
record Counts(Map<String, String> machine, Map<String, String> settings, List<Grid> grids) {
  Counts {
    grids = List.copyOf(grids);
  }

  /**
   * The report for people.
   *
   * @param title without the hash sign
   * @param figures file name of the JSON
   */
  String markdown(String title, String figures) {
    Markdown markdown = new Markdown(title).facts(machine, settings);
    markdown.paragraph(
        "Each batch is one grid job and one transaction, sent as the gateway sends it; the next one leaves when its"
            + " reply is there. Every process counts the messages and bytes of its connections; a message between two"
            + " processes counts once. What the processes say in as long a time without a batch is taken off. The"
            + " discovery's heartbeats go another way and are not counted: they know nothing of openings.");
    for (Grid grid : grids) {
      markdown.paragraph("## " + grid.title());
      table(markdown, grid.tallies());
      markdown.paragraph(grid.about());
    }
    return markdown
        .line("Every process's counters: [" + figures + "](" + figures + ").")
        .toString();
  }

  private static void table(Markdown markdown, List<Tally> tallies) {
    markdown.row(
        "openings in a batch",
        "messages per opening",
        "client and nodes",
        "node and node",
        "bytes per opening",
        "messages per batch",
        "taken off, of all");
    markdown.line("|--:|--:|--:|--:|--:|--:|--:|");
    for (Tally tally : tallies) {
      markdown.row(
          Integer.toString(tally.batchSize()),
          decimals(tally.messagesPerOpening()),
          decimals(tally.clientMessagesPerOpening()),
          decimals(tally.nodeMessagesPerOpening()),
          String.format(Locale.ROOT, "%,d", Math.round(tally.bytesPerOpening())),
          String.format(Locale.ROOT, "%.2f", tally.messagesPerBatch()),
          tally.idle().messages() + " of " + tally.work().messages());
    }
    markdown.line("");
  }

  private static String decimals(double figure) {
    return String.format(Locale.ROOT, "%.3f", figure);
  }

  /** Every counter of every process. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      texts(json, "machine", machine);
      texts(json, "settings", settings);
      json.writeArrayPropertyStart("grids");
      grids.forEach(grid -> write(json, grid));
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

  private static void write(JsonGenerator json, Grid grid) {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringProperty("name", grid.name());
    json.writeStringProperty("title", grid.title());
    json.writeStringProperty("about", grid.about());
    json.writeArrayPropertyStart("sizes");
    for (Tally tally : grid.tallies()) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeNumberProperty("batchSize", tally.batchSize());
      json.writeNumberProperty("batches", tally.batches());
      traffic(json, "work", tally.work());
      traffic(json, "idle", tally.idle());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void traffic(JsonGenerator json, String name, Traffic traffic) {
    json.writeObjectPropertyStart(name);
    json.writeName("client");
    counters(json, traffic.client());
    json.writeArrayPropertyStart("nodes");
    traffic.nodes().forEach(node -> counters(json, node));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void counters(JsonGenerator json, Traffic.Counters counters) {
    json.writeStartObject();
    json.writeNumberProperty("sentMessages", counters.sentMessages());
    json.writeNumberProperty("sentBytes", counters.sentBytes());
    json.writeNumberProperty("receivedMessages", counters.receivedMessages());
    json.writeNumberProperty("receivedBytes", counters.receivedBytes());
    json.writeEndObject();
  }
}
