package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

class LogsIT {
  private static final Api API = Api.shared();
  private static final String PASSWORD = "a password that nobody guesses";

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  @BeforeEach
  void listen() {
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void leave() {
    root.detachAppender(lines);
  }

  @Test
  void noLogHasANameAPasswordOrATokenAndEachLineHasTheTraceOfItsRequest() {
    String name = "p" + UUID.randomUUID().toString().substring(0, 12);
    Api.Reply registered = post("/auth/register", credentials(name, PASSWORD)).is(201);
    String userId = registered.json().path("userId").asString();
    post("/auth/register", credentials(name, PASSWORD)).isProblem(409, "NAME_TAKEN");
    post("/auth/login", credentials(name, "not " + PASSWORD)).is(401);
    post("/auth/login", "{\"name\":\"" + name + "\",\"password\":").is(400);
    JsonNode tokens = post("/auth/login", credentials(name, PASSWORD)).is(200).json();
    String access = tokens.path("accessToken").asString();
    String refresh = tokens.path("refreshToken").asString();
    API.asAdmin().put("/admin/logins/" + name + "/role", "{\"role\":\"SUPPORT\"}").is(200);
    API.withToken(access + "x").get("/wallet?name=" + name).is(401);
    JsonNode next = refreshed(refresh).is(200).json();
    refreshed(refresh).is(401);

    List<String> said = said();
    assertThat(said)
        .anyMatch(line -> line.contains("player " + userId + " has the role SUPPORT"))
        .anyMatch(line -> line.contains("player " + userId + ": a refresh token was used again"));
    List<String> secrets =
        List.of(
            name,
            PASSWORD,
            access,
            refresh,
            next.path("accessToken").asString(),
            next.path("refreshToken").asString());
    assertThat(said).noneMatch(line -> secrets.stream().anyMatch(secret -> line.contains(secret)));
    assertThat(ofRequests()).isNotEmpty().allMatch(line -> hasTrace(line));
  }

  private static Api.Reply post(String path, String body) {
    return API.asNobody().post(path, body);
  }

  private static Api.Reply refreshed(String token) {
    return post("/auth/refresh", "{\"refreshToken\":\"" + token + "\"}");
  }

  private static String credentials(String name, String password) {
    return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
  }

  private static boolean hasTrace(ILoggingEvent line) {
    return line.getMDCPropertyMap().getOrDefault("trace.id", "").matches("[0-9a-f]{32}");
  }

  private List<ILoggingEvent> ofRequests() {
    return List.copyOf(lines.list).stream()
        .filter(line -> line.getLoggerName().startsWith("com.rollingdrop.api"))
        .toList();
  }

  private List<String> said() {
    List<String> said = new ArrayList<>();
    for (ILoggingEvent line : List.copyOf(lines.list)) {
      IThrowableProxy thrown = line.getThrowableProxy();
      said.add(
          line.getFormattedMessage() + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }
    return said;
  }
}
