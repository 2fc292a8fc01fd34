package com.rollingdrop.ops.monitoring;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What ops-scripts/monitoring/alerts.yml says. */
public final class AlertRules {
  static final Path FOLDER = Path.of("monitoring").toAbsolutePath();

  /** Series that Prometheus makes itself. */
  private static final Set<String> PROMETHEUS_OWN = Set.of("up");

  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "bool");

  /** Strings, what stands in braces or brackets, and lists of labels are no names of metrics. */
  private static final Pattern NO_NAMES =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*\\}|\\[[^\\]]*\\]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b");

  private AlertRules() {}

  /** One alert. */
  record Rule(
      String group,
      String alert,
      String expr,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  /** In the file's order. */
  static List<Rule> all() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (Map<String, Object> group : maps(read("alerts.yml"), "groups")) {
      for (Map<String, Object> rule : maps(group, "rules")) {
        rules.add(
            new Rule(
                text(group, "name"),
                text(rule, "alert"),
                text(rule, "expr"),
                texts(rule, "labels"),
                texts(rule, "annotations")));
      }
    }
    return rules;
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> maps(Map<String, Object> of, String key) {
    return (List<Map<String, Object>>) Objects.requireNonNull(of.get(key), key);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> texts(Map<String, Object> of, String key) {
    return (Map<String, String>) Objects.requireNonNull(of.get(key), key);
  }

  private static String text(Map<String, Object> of, String key) {
    return (String) Objects.requireNonNull(of.get(key), key);
  }

  /** Every metric that an alert asks for, but for those that Prometheus makes itself. */
  public static Set<String> metrics() throws IOException {
    Set<String> metrics = new TreeSet<>();
    for (Rule rule : all()) {
      metrics.addAll(metrics(rule.expr()));
    }
    metrics.removeAll(PROMETHEUS_OWN);
    return metrics;
  }

  static Set<String> metrics(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher name = NAME.matcher(NO_NAMES.matcher(expression).replaceAll(" "));
    while (name.find()) {
      if (!OPERATORS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }

  static Map<String, Object> read(String file) throws IOException {
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file))) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }
}
