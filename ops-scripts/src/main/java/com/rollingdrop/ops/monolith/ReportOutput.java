package com.rollingdrop.ops.monolith;

import java.io.PrintWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for people and for programs. */
public final class ReportOutput {
  private static final JsonMapper JSON = new JsonMapper();

  private ReportOutput() {}

  /**
   * Prints it for people.
   *
   * @param dryRun whether the grid was left as it is
   */
  public static void print(Report report, boolean dryRun, PrintWriter out) {
    Comparison.Result compared = report.comparison();
    report.findings().forEach(finding -> out.println("FOUND " + finding));
    report.notWritten().forEach(line -> out.println("NOT WRITTEN " + line));
    if (!dryRun) {
      compared.told().forEach(line -> out.println("DIFFERENT " + line));
    }
    out.println("read        " + report.read());
    Totals own = report.own();
    if (own != null) {
      out.println("by its own  " + own + (report.totalsAgree() ? ": the same" : ": NOT THE SAME"));
    }
    out.println("importable  " + compared.monolith());
    out.println("of them here " + compared.grid());
    if (compared.others() > 0) {
      out.printf("others here %,d players%n", compared.others());
    }
    if (report.changedMeanwhile() > 0) {
      out.printf(
          "the monolith still changes: %,d players between two looks%n", report.changedMeanwhile());
    }
    out.printf(
        "%,d findings, %,d players %s%n",
        report.findingCount(), compared.differing(), dryRun ? "would be written" : "differ");
    if (!dryRun) {
      out.println(report.isEqual() ? "all equal" : "NOT EQUAL; see docs/runbooks/cut-over.md");
    }
  }

  /** The same for programs. */
  public static String json(Report report) {
    ObjectNode all = JSON.createObjectNode();
    all.put("equal", report.isEqual());
    totals(report.read(), all.putObject("read"));
    Totals own = report.own();
    if (own != null) {
      totals(own, all.putObject("own"));
    }
    totals(report.comparison().monolith(), all.putObject("importable"));
    totals(report.comparison().grid(), all.putObject("grid"));
    all.put("differing", report.comparison().differing());
    strings(report.comparison().told(), all.putArray("differences"));
    all.put("others", report.comparison().others());
    all.put("changedMeanwhile", report.changedMeanwhile());
    strings(report.notWritten(), all.putArray("notWritten"));
    all.put("findingCount", report.findingCount());
    ArrayNode findings = all.putArray("findings");
    for (Finding finding : report.findings()) {
      ObjectNode one = findings.addObject();
      one.put("subject", finding.subject());
      one.put("key", finding.key());
      one.put("playerId", finding.playerId());
      one.put("reason", finding.reason());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void strings(Iterable<String> lines, ArrayNode into) {
    lines.forEach(into::add);
  }

  private static void totals(Totals totals, ObjectNode into) {
    into.put("players", totals.players());
    into.put("cashMinor", totals.cashMinor());
    into.put("promoMinor", totals.promoMinor());
    into.put("items", totals.items());
    into.put("itemValueMinor", totals.itemValueMinor());
  }
}
