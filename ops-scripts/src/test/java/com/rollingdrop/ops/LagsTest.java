package com.rollingdrop.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LagsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void entriesAreAddedUpAndTheSlowestPartCounts() {
    JsonNode parts =
        JSON.readTree(
            """
            [{"name":"postgres"},
             {"name":"grid-node-1","detail":{"mirrorLag":3,"mirrorLagMs":1500}},
             {"name":"grid-node-2","detail":{"mirrorLag":4,"mirrorLagMs":200}},
             {"name":"cdc-1","detail":{"lag":10,"lagMs":900}},
             {"name":"cdc-2","detail":{"lag":0,"lagMs":0}},
             {"name":"sinks","detail":{"lag":7,"lagMs":60000,"repairLag":2,"repairLagMs":16000}}]
            """);

    // By its text, for a long of 7 is no int of 7.
    assertThat(JSON.readTree(Lags.of(parts).toString()))
        .isEqualTo(
            JSON.readTree(
                """
                {"postgres":{"entries":7,"seconds":1.5},"repair":{"entries":2,"seconds":16.0},
                 "kafka":{"entries":10,"seconds":0.9},"clickhouse":{"entries":7,"seconds":60.0}}
                """));
    StringWriter said = new StringWriter();
    Lags.print(Lags.of(parts), new PrintWriter(said, true));
    assertThat(said.toString().lines())
        .containsExactly(
            "lag            postgres   7 entries, 1.5 s",
            "lag            repair     2 entries, 16.0 s",
            "lag            kafka      10 entries, 0.9 s",
            "lag            clickhouse 7 entries, 60.0 s");
  }

  @Test
  void whatNobodyTellsIsLeftOutAndNotNothing() {
    JsonNode parts =
        JSON.readTree(
            """
            [{"name":"grid-node-1","state":"down"},
             {"name":"grid-node-2","detail":{"serving":false}},
             {"name":"sinks","detail":{"lag":7,"lagMs":60000}}]
            """);

    assertThat(Lags.of(parts).propertyNames()).containsExactly("clickhouse");
  }
}
