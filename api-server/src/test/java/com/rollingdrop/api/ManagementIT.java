package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementIT {
  private static final Api API = Api.shared();

  private static Api.Reply get(String path) {
    return API.send(HttpRequest.newBuilder(API.managementUri(path)).GET().build());
  }

  @Test
  void theServerIsAliveAndReady() {
    assertThat(get("/actuator/health/liveness").json().get("status").asString()).isEqualTo("UP");
    Api.Reply readiness = get("/actuator/health/readiness");
    assertThat(readiness.http().statusCode()).isEqualTo(200);
    assertThat(readiness.json().get("components").propertyNames())
        .containsExactlyInAnyOrder("grid", "readinessState");
  }

  @Test
  void theMetricsTellOfRequestsAndOfTheGateway() {
    API.asNewPlayer().deposit(1).is(200);
    String metrics = get("/actuator/prometheus").text();
    assertThat(metrics)
        .contains("http_server_requests_seconds_bucket")
        .contains("uri=\"/transactions/deposit\"")
        .contains("rollingdrop_gateway_batch")
        .contains("jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator",
        "/actuator/env",
        "/actuator/beans",
        "/actuator/heapdump",
        "/actuator/shutdown",
        "/actuator/loggers",
        "/actuator/metrics",
        "/wallet"
      })
  void nothingElseIsServedThere(String path) {
    assertThat(get(path).http().statusCode()).isIn(401, 404);
  }
}
