package com.rollingdrop.ops;

import com.rollingdrop.persistence.reconcile.Compared;
import com.rollingdrop.persistence.reconcile.Finding;
import com.rollingdrop.persistence.reconcile.Report;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison for people and for programs. */
final class ReconcileOutput {
  private static final JsonMapper JSON = new JsonMapper();

  private ReconcileOutput() {}

  /** One table or topic. */
  static String line(Compared one) {
    String right = one.isRollup() ? "its events" : "the grid has";
    StringBuilder line = new StringBuilder();
    line.append(
        "%-10s %-18s %d rows, %s %d"
            .formatted(one.place(), one.table(), one.rows(), right, one.gridRows()));
    BigInteger minor = one.minor();
    if (minor != null) {
      line.append("; %s minor units, %s %s".formatted(minor, right, one.gridMinor()));
    }
    if (one.repeated() > 0) {
      line.append("; %d repeated".formatted(one.repeated()));
    }
    if (one.suspects() > 0) {
      line.append("; %d looked at one by one".formatted(one.suspects()));
    }
    line.append(one.findings() == 0 ? ": equal" : ": %d FOUND".formatted(one.findings()));
    return line.toString();
  }

  /** What is left to say after the lines. */
  static void print(Report report, PrintWriter out) {
    if (report.written() > 0) {
      report.mended().forEach(finding -> out.println("BEFORE " + finding));
      out.println(report.written() + " rows written to postgres, and compared again");
    }
    report.findings().forEach(finding -> out.println("FOUND " + finding));
    if (report.findingCount() > 0) {
      out.println(
          report.findingCount()
              + " findings, the first "
              + report.findings().size()
              + " above; see docs/runbooks/reconcile-finding.md");
    } else if (report.isEqual()) {
      out.println("all equal");
    }
  }

  static String json(Report report) {
    ObjectNode all = JSON.createObjectNode();
    all.put("equal", report.isEqual());
    ArrayNode compared = all.putArray("compared");
    for (Compared one : report.compared()) {
      ObjectNode node = compared.addObject();
      node.put("place", one.place().id());
      node.put("table", one.table());
      node.put("gridRows", one.gridRows());
      node.put("rows", one.rows());
      node.put("gridMinor", one.gridMinor());
      node.put("minor", one.minor());
      node.put("buckets", one.buckets());
      node.put("suspects", one.suspects());
      node.put("findings", one.findings());
      node.put("repeated", one.repeated());
    }
    all.put("findingCount", report.findingCount());
    findings(report.findings(), all.putArray("findings"));
    all.put("written", report.written());
    findings(report.mended(), all.putArray("mended"));
    ObjectNode failures = all.putObject("failures");
    report.failures().forEach((place, why) -> failures.put(place.id(), why));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static void findings(List<Finding> findings, ArrayNode array) {
    for (Finding finding : findings) {
      ObjectNode one = array.addObject();
      one.put("place", finding.place().id());
      one.put("table", finding.table());
      one.put("fault", finding.fault().name());
      one.put("key", finding.key());
      one.put("sentence", finding.sentence());
    }
  }
}
