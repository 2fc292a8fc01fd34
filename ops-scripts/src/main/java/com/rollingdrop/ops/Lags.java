package com.rollingdrop.ops;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far each place is behind the grid, from what the parts tell of themselves: entries, and the
 * seconds of the oldest. A place of which no part tells anything is left out.
 */
final class Lags {
  private static final JsonMapper JSON = new JsonMapper();
  private static final double MS_PER_SECOND = 1_000;

  /** Where the changes go, which parts bring them there, and what these call their lag. */
  private static final List<Way> WAYS =
      List.of(
          new Way("postgres", "grid-node-", "mirrorLag", "mirrorLagMs"),
          new Way("repair", "sinks", "repairLag", "repairLagMs"),
          new Way("kafka", "cdc-", "lag", "lagMs"),
          new Way("clickhouse", "sinks", "lag", "lagMs"));

  private record Way(String place, String part, String entries, String ms) {}

  private Lags() {}

  /**
   * By place {@code entries}, all parts together, and {@code seconds}, of the slowest part.
   *
   * @param parts as the status lists them
   */
  static ObjectNode of(Iterable<JsonNode> parts) {
    ObjectNode lags = JSON.createObjectNode();
    for (Way way : WAYS) {
      long entries = 0;
      long ms = 0;
      boolean told = false;
      for (JsonNode part : parts) {
        JsonNode detail = part.path("detail");
        if (part.path("name").asString().startsWith(way.part()) && detail.has(way.entries())) {
          told = true;
          entries += detail.get(way.entries()).longValue();
          ms = Math.max(ms, detail.path(way.ms()).longValue());
        }
      }
      if (told) {
        lags.putObject(way.place()).put("entries", entries).put("seconds", ms / MS_PER_SECOND);
      }
    }
    return lags;
  }

  /** One line for each place. */
  static void print(ObjectNode lags, PrintWriter out) {
    lags.properties()
        .forEach(
            lag ->
                out.printf(
                    Locale.ROOT,
                    "%-14s %-10s %d entries, %.1f s%n",
                    "lag",
                    lag.getKey(),
                    lag.getValue().get("entries").longValue(),
                    lag.getValue().get("seconds").doubleValue()));
  }
}
