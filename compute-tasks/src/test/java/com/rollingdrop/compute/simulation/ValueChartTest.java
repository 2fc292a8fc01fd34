package com.rollingdrop.compute.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ValueChartTest {
  private static final Simulated SIMULATED =
      Simulation.run(Samples.table(Samples.CRATE), "a seed", 10_000, 0);

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void eachClassOfValuesHasItsBar() throws Exception {
    String svg = ValueChart.svg("Crate", SIMULATED);

    // 50 to 50,000: from 50, 100, 200, 500, …, 50k on; and the background.
    assertThat(parsed(svg).getElementsByTagName("rect").getLength()).isEqualTo(10 + 1);
    assertThat(svg).contains(">50<", ">200<", ">50k<", "10,000 openings");
    long copper = SIMULATED.items().get(0).hits();
    assertThat(svg).contains(">" + Math.round(copper / 10.0) / 10.0 + " %<");
  }

  @Test
  void aTitleIsTextAndNothingElse() throws Exception {
    Document chart = parsed(ValueChart.svg("<script>a & b</script>", SIMULATED));

    assertThat(chart.getElementsByTagName("script").getLength()).isZero();
    assertThat(chart.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("<script>a & b</script>");
  }
}
