package com.rollingdrop.benchmarks.report;

import static com.rollingdrop.benchmarks.report.Samples.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ReportsTest {
  private static final Report REPORT =
      new Report(
          Map.of("cores", "2"),
          Map.of("callers", "64"),
          List.of(line("engine", 12_340, 9_000, 13_000), line("postgres", 4_000, 5_000, 4_100)),
          Map.of("Redis", "it is not installed"));

  @Test
  void theTableHasMediansSpreadAndRatios() {
    String markdown = MarkdownReport.of(REPORT, "A title", "chart.svg", "figures.json");

    assertThat(markdown.lines())
        .contains(
            "# A title",
            "| cores | 2 |",
            "| title of engine | 12,300 | 9,000 – 13,000 | 1.50 | 10.00 | 1.50 |",
            "| engine LOG_ONLY / Postgres fsync off | 3.01× | 2.00× | 4.00× | floor held |",
            "| engine LOG_ONLY / Redis | – | 0.50× | 1.00× | not measured |",
            "Left out: Redis, because it is not installed.",
            "![Openings per second](chart.svg)");
  }

  @Test
  void whatGrowthCostsIsHeldAgainstTheFirstLineAndSaidPlainly() {
    Report report =
        new Report(
            Map.of(),
            Map.of(),
            List.of(
                line("small", 9_900, 10_000, 10_100),
                line("many", 9_000, 9_100, 9_200),
                line("long", 8_800)),
            Map.of());

    assertThat(GrowthReport.of(report, "A title", "figures.json").lines())
        .contains(
            "| cost of an opening, held against title of small | measured | at most | |",
            "| title of many | 1.10× | 1.10× | held |",
            "| title of long | 1.14× | 1.10× | **COSTS MORE** |");
  }

  @Test
  void theChartIsWellFormedAndHasABarPerLine() throws Exception {
    String svg = BarChart.of(REPORT.lines());

    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(2);
    assertThat(svg).contains(">12,300<", ">4,100<");
  }

  @Test
  void theRawFiguresAreJsonWithEveryRound() {
    String json = RawFigures.of(REPORT);

    int rounds = 0;
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
      while (parser.nextToken() != null) {
        if ("round".equals(parser.currentName())) {
          rounds++;
        }
      }
    }
    // A property is seen twice, as its name and as its value.
    assertThat(rounds).isEqualTo(2 * 6);
  }

  @Test
  void figuresKeepThreeDigits() {
    assertThat(Numbers.rate(987_654)).isEqualTo("988,000");
    assertThat(Numbers.rate(1_049.6)).isEqualTo("1,050");
    assertThat(Numbers.rate(12.4)).isEqualTo("12");
    assertThat(Numbers.rate(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.millis(Double.NaN)).isEqualTo("–");
  }
}
