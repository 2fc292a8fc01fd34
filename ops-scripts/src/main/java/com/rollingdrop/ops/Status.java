package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.embedded.Layout;
import com.rollingdrop.ops.embedded.Part;
import com.rollingdrop.ops.embedded.Parts;
import com.rollingdrop.ops.embedded.Probe;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows every part: up or down, where, its pid; and how far each place is behind the grid. */
@Command(
    name = "status",
    description =
        "Shows every part, and how far each place is behind the grid. Exit code 0 when all are up, 1 when one is not.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Status implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "for other programs")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Settings settings = SettingsLoader.load();
    Layout layout = Layout.of(settings);
    Parts parts = new Parts(settings, layout);
    ObjectNode all = JSON.createObjectNode();
    all.put("dataDir", layout.data().toString());
    ArrayNode list = all.putArray("parts");
    boolean allUp = true;
    for (Part part : parts.all(Math.max(1, parts.nodesWithData()), true)) {
      ObjectNode one = describe(part);
      allUp &= one.get("state").stringValue().equals("up");
      list.add(one);
    }
    ObjectNode lags = Lags.of(list);
    all.set("lag", lags);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } else {
      list.forEach(part -> print(part, out));
      Lags.print(lags, out);
    }
    out.flush();
    return allUp ? 0 : 1;
  }

  private static ObjectNode describe(Part part) {
    ObjectNode one = JSON.createObjectNode();
    boolean runs = part.pid().isPresent();
    one.put("name", part.name());
    // A part that runs but does not do its work is neither up nor down.
    one.put("state", !runs ? "down" : part.isReady() ? "up" : "not ready");
    one.put("address", part.address());
    ArrayNode ports = one.putArray("ports");
    part.ports().forEach(ports::add);
    part.pid().ifPresent(pid -> one.put("pid", pid));
    if (runs) {
      part.statusUri().flatMap(Probe::get).ifPresent(s -> one.set("detail", JSON.readTree(s)));
    }
    return one;
  }

  private static void print(JsonNode part, PrintWriter out) {
    StringBuilder detail = new StringBuilder();
    part.path("detail")
        .properties()
        .forEach(
            d -> detail.append(d.getKey()).append('=').append(d.getValue().asString()).append(' '));
    out.printf(
        "%-14s %-10s %-8s %-50s %s%n",
        part.get("name").stringValue(),
        part.get("state").stringValue(),
        part.has("pid") ? part.get("pid").asString() : "-",
        part.get("address").stringValue(),
        detail.toString().strip());
  }
}
