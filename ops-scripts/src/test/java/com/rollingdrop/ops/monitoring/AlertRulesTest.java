package com.rollingdrop.ops.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.ops.monitoring.AlertRules.Rule;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** That the metrics exist is held by WholeSystemIT, beside the running processes. */
class AlertRulesTest {
  @Test
  void everyAlertHasAnExpressionASeverityAndASummaryAndNamesAreTakenOnce() throws Exception {
    List<Rule> rules = AlertRules.all();

    assertThat(rules).extracting(Rule::alert).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    assertThat(rules)
        .allSatisfy(
            rule -> {
              assertThat(rule.expr()).isNotBlank();
              assertThat(rule.labels()).containsOnlyKeys("severity");
              assertThat(rule.labels().get("severity")).isIn("critical", "warning");
              assertThat(rule.annotations()).containsOnlyKeys("summary", "runbook");
              assertThat(rule.annotations().get("summary")).isNotBlank();
            });
  }

  @Test
  void everyRunbookIsThereAndNamesTheAlert() throws Exception {
    assertThat(AlertRules.all())
        .allSatisfy(
            rule -> {
              String runbook = rule.annotations().getOrDefault("runbook", "");
              assertThat(AlertRules.FOLDER.resolve("../..").resolve(runbook))
                  .content()
                  .contains("`" + rule.alert() + "`");
            });
  }

  @Test
  void everyAlertIsAboutAMetricOfOurs() throws Exception {
    assertThat(AlertRules.all())
        .allSatisfy(rule -> assertThat(AlertRules.metrics(rule.expr())).isNotEmpty());
    assertThat(AlertRules.metrics())
        .contains("rollingdrop_commands_total", "disk_free_bytes")
        .doesNotContain("up");
  }

  @Test
  void namesOfMetricsAreToldFromFunctionsLabelsAndOperators() {
    assertThat(
            AlertRules.metrics(
                "histogram_quantile(0.95, sum by (le) (rate(a_bucket{job=~\"b\", uri=\"/c\"}[5m])))"
                    + " > 0.2 and on (path) absent(d_total) or e:f < 0.5 * g"))
        .isEqualTo(Set.of("a_bucket", "d_total", "e:f", "g"));
  }

  @Test
  void prometheusScrapesTheDefaultPortsOfAllProcesses() throws Exception {
    Settings settings = SettingsLoader.load(Map.of());
    Map<String, String> jobs = new TreeMap<>();
    for (Map<String, Object> job :
        AlertRules.maps(AlertRules.read("prometheus.yml"), "scrape_configs")) {
      List<?> targets =
          (List<?>)
              Objects.requireNonNull(AlertRules.maps(job, "static_configs").get(0).get("targets"));
      jobs.put(
          String.valueOf(job.get("job_name")),
          targets.get(0) + String.valueOf(job.getOrDefault("metrics_path", "/metrics")));
    }

    assertThat(jobs)
        .isEqualTo(
            Map.of(
                "rollingdrop-grid-node",
                "127.0.0.1:" + settings.grid().managementPort() + "/metrics",
                "rollingdrop-cdc",
                "127.0.0.1:" + settings.cdc().managementPort() + "/metrics",
                "rollingdrop-sinks",
                "127.0.0.1:" + settings.sinks().managementPort() + "/metrics",
                "rollingdrop-api",
                "127.0.0.1:" + settings.api().managementPort() + "/actuator/prometheus"));
  }

  @Test
  void alertsTestYmlKnowsNoAlertThatIsNotThere() throws Exception {
    List<String> names = AlertRules.all().stream().map(Rule::alert).toList();
    String tests = Files.readString(AlertRules.FOLDER.resolve("alerts.test.yml"));

    assertThat(
            tests
                .lines()
                .filter(line -> line.contains("alertname:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(names).contains(name));
  }
}
