package com.rollingdrop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.persistence.reconcile.Compared;
import com.rollingdrop.persistence.reconcile.Fault;
import com.rollingdrop.persistence.reconcile.Finding;
import com.rollingdrop.persistence.reconcile.Place;
import com.rollingdrop.persistence.reconcile.Report;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command's options, and what it says; the comparison itself has tests of its own. */
class ReconcileTest {
  private static final Compared EQUAL =
      new Compared(Place.POSTGRES, "wallets", 5, 5, BigInteger.TEN, BigInteger.TEN, 0, 0, 0, 0);
  private static final Compared DIFFERENT =
      new Compared(
          Place.KAFKA, "transaction-events", 5, 4, BigInteger.TEN, BigInteger.ONE, 1, 3, 1, 2);
  private static final Finding FINDING =
      new Finding(Place.KAFKA, "transaction-events", Fault.MISSING_EVENT, "1/2", "the grid has it");

  @Test
  void aRepairOfWhatIsNotPostgresAWrongPlaceAndNoLooksAreRefused() {
    assertThat(said("reconcile", "--only", "kafka,clickhouse", "--repair"))
        .contains("--repair mends nothing but postgres");
    assertThat(said("reconcile", "--only", "mongo")).contains("expected one of");
    assertThat(said("reconcile", "--looks", "0")).contains("--looks must be 1 at least");
  }

  @Test
  void whatIsEqualIsSaidInOneLineEach() {
    assertThat(ReconcileOutput.line(EQUAL))
        .isEqualTo(
            "postgres   wallets            5 rows, the grid has 5; 10 minor units,"
                + " the grid has 10: equal");
    assertThat(ReconcileOutput.line(DIFFERENT))
        .isEqualTo(
            "kafka      transaction-events 4 rows, the grid has 5; 1 minor units,"
                + " the grid has 10; 2 repeated; 3 looked at one by one: 1 FOUND");
    assertThat(
            ReconcileOutput.line(
                new Compared(
                    Place.CLICKHOUSE, "per_box", 5, 5, BigInteger.TEN, BigInteger.TEN, 0, 0, 0, 0)))
        .isEqualTo(
            "clickhouse per_box            5 rows, its events 5; 10 minor units, its events 10: equal");
    assertThat(printed(new Report(List.of(EQUAL), List.of(), 0, Map.of(), List.of(), 0)))
        .isEqualTo("all equal" + System.lineSeparator());
  }

  @Test
  void findingsAreNamedAndCountedAndThoseBeforeARepairAreNone() {
    Report report =
        new Report(List.of(DIFFERENT), List.of(FINDING), 7, Map.of(), List.of(FINDING), 3);

    assertThat(printed(report))
        .contains(
            "BEFORE MISSING_EVENT kafka transaction-events 1/2: the grid has it",
            "3 rows written to postgres",
            "FOUND MISSING_EVENT kafka",
            "7 findings, the first 1 above; see docs/runbooks/reconcile-finding.md");
    JsonNode json = new JsonMapper().readTree(ReconcileOutput.json(report));
    assertThat(json.get("equal").booleanValue()).isFalse();
    assertThat(json.get("findingCount").intValue()).isEqualTo(7);
    assertThat(json.get("findings").get(0).get("fault").stringValue()).isEqualTo("MISSING_EVENT");
    assertThat(json.get("compared").get(0).get("gridRows").intValue()).isEqualTo(5);
  }

  @Test
  void aPlaceThatWasNotComparedIsNotEqual() {
    Report report =
        new Report(List.of(EQUAL), List.of(), 0, Map.of(Place.KAFKA, "away"), List.of(), 0);

    assertThat(report.isEqual()).isFalse();
    assertThat(printed(report)).isEmpty();
    assertThat(ReconcileOutput.json(report)).contains("\"kafka\" : \"away\"");
  }

  private static String printed(Report report) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    ReconcileOutput.print(report, out);
    out.flush();
    return text.toString();
  }

  /** What a wrong call is told; its exit code is 2. */
  private static String said(String... arguments) {
    StringWriter text = new StringWriter();
    int code = Ops.commandLine().setErr(new PrintWriter(text, true)).execute(arguments);
    assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    return text.toString();
  }
}
