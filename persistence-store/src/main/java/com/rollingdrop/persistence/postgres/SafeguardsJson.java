package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.WindowTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A player's safeguards as a JSON object; nothing for none. */
final class SafeguardsJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SafeguardsJson() {}

  static @Nullable String write(@Nullable Safeguards safeguards) {
    if (safeguards == null) {
      return null;
    }
    ObjectNode json = MAPPER.createObjectNode();
    for (PauseKind kind : PauseKind.values()) {
      json.put(untilMs(kind), safeguards.untilMs(kind));
    }
    UUID freezeId = safeguards.freezeId();
    if (freezeId != null) {
      json.put("freezeId", freezeId.toString());
    }
    for (Limit limit : safeguards.limits()) {
      ObjectNode one =
          json.withArray("/limits")
              .addObject()
              .put("kind", limit.kind().name())
              .put("window", limit.window().name())
              .put("amountMinor", limit.amountMinor());
      if (limit.hasNext()) {
        one.putObject("next")
            .put("amountMinor", limit.nextMinor())
            .put("fromMs", limit.nextFromMs());
      }
    }
    PlayTotals totals = safeguards.totals();
    if (totals != null) {
      write(totals, json.putObject("totals"));
    }
    return MAPPER.writeValueAsString(json);
  }

  private static String untilMs(PauseKind kind) {
    return switch (kind) {
      case COOL_OFF -> "pausedUntilMs";
      case SELF_EXCLUSION -> "excludedUntilMs";
    };
  }

  private static void write(PlayTotals totals, ObjectNode json) {
    json.put("zone", totals.zone()).put("countedFromMs", totals.countedFromMs());
    for (LimitWindow window : LimitWindow.values()) {
      WindowTotals one = totals.of(window);
      json.putObject(window.name())
          .put("startMs", one.startMs())
          .put("endMs", one.endMs())
          .put("depositedMinor", one.depositedMinor())
          .put("spentMinor", one.spentMinor())
          .put("returnedMinor", one.returnedMinor());
    }
  }

  static @Nullable Safeguards read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    JsonNode json = MAPPER.readTree(text);
    List<Limit> limits = new ArrayList<>();
    for (JsonNode limit : json.path("limits")) {
      limits.add(limit(limit));
    }
    JsonNode totals = json.get("totals");
    JsonNode freezeId = json.get("freezeId");
    return new Safeguards(
            limits,
            totals == null ? null : totals(totals),
            json.required(untilMs(PauseKind.COOL_OFF)).longValue(),
            json.required(untilMs(PauseKind.SELF_EXCLUSION)).longValue())
        .withFreeze(freezeId == null ? null : UUID.fromString(freezeId.asString()));
  }

  private static Limit limit(JsonNode json) {
    Limit limit =
        Limit.of(
            LimitKind.valueOf(json.required("kind").asString()),
            LimitWindow.valueOf(json.required("window").asString()),
            json.required("amountMinor").longValue());
    JsonNode next = json.get("next");
    if (next == null) {
      return limit;
    }
    JsonNode amountMinor = next.required("amountMinor");
    return limit.followedBy(
        amountMinor.isNull() ? null : amountMinor.longValue(), next.required("fromMs").longValue());
  }

  private static PlayTotals totals(JsonNode json) {
    return new PlayTotals(
        json.required("zone").asString(),
        json.required("countedFromMs").longValue(),
        window(json, LimitWindow.DAY),
        window(json, LimitWindow.WEEK),
        window(json, LimitWindow.MONTH));
  }

  private static WindowTotals window(JsonNode totals, LimitWindow window) {
    JsonNode json = totals.required(window.name());
    return new WindowTotals(
        json.required("startMs").longValue(),
        json.required("endMs").longValue(),
        json.required("depositedMinor").longValue(),
        json.required("spentMinor").longValue(),
        json.required("returnedMinor").longValue());
  }
}
