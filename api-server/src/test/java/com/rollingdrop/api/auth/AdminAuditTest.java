package com.rollingdrop.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.Problem;
import com.rollingdrop.api.web.ProblemWriter;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.AdminOperation.Outcome;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.settings.SettingsLoader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;

class AdminAuditTest {
  private static final UUID SESSION = new UUID(1, 2);
  private static final String BODY = "{\"userId\":\"7\",\"amountMinor\":250,\"password\":\"hush\"}";

  private final List<UUID> ids = new ArrayList<>();
  private final List<AdminOperation> book = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockHttpServletResponse response = new MockHttpServletResponse();
  private int writable = Integer.MAX_VALUE;

  private final AdminAudit audit =
      new AdminAudit(
          (id, operation) -> {
            if (book.size() >= writable) {
              throw new GridUnavailableException("away");
            }
            ids.add(id);
            book.add(operation);
          },
          SettingsLoader.load(Map.of()),
          () -> Instant.ofEpochMilli(5_000),
          registry);

  @AfterEach
  void forget() {
    SecurityContextHolder.clearContext();
  }

  private static void comes(Role role) {
    Caller caller = new Caller(42, role, SESSION, new Caller.Authenticated(Instant.EPOCH, true));
    SecurityContextHolder.getContext()
        .setAuthentication(new CallerAuthentication(caller, Instant.MAX));
  }

  private static MockHttpServletRequest request(String method, String path) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.setContent(BODY.getBytes(StandardCharsets.UTF_8));
    request.addHeader("Idempotency-Key", "the-key");
    request.setRemoteAddr("10.1.2.3");
    return request;
  }

  private void ask(String method, String path, FilterChain chain) throws Exception {
    audit.doFilter(request(method, path), response, chain);
  }

  @Test
  void whatIsAskedForIsWrittenBeforeItIsDoneAndWhatCameOfItBeforeItIsTold() throws Exception {
    comes(Role.ADMIN);
    List<Integer> writtenWhenDone = new ArrayList<>();

    ask(
        "POST",
        "/admin/promotions",
        (request, answer) -> {
          writtenWhenDone.add(book.size());
          assertThat(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
              .isEqualTo(BODY);
          answer.getOutputStream().write("done".getBytes(StandardCharsets.UTF_8));
          answer.flushBuffer();
          assertThat(response.getContentAsString()).as("held back").isEmpty();
        });

    assertThat(writtenWhenDone).containsExactly(1);
    assertThat(response.getContentAsString()).isEqualTo("done");
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
    AdminOperation asked = book.get(0);
    assertThat(asked.outcome()).isNull();
    assertThat(asked.actorId()).isEqualTo(42);
    assertThat(asked.actorRole()).isEqualTo(Role.ADMIN);
    assertThat(asked.sessionId()).isEqualTo(SESSION);
    assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /admin/promotions");
    assertThat(asked.fields())
        .isEqualTo(Map.of("userId", "7", "amountMinor", "250", "idempotencyKey", "the-key"));
    assertThat(asked.sourceAddress()).isEqualTo("10.1.2.3");
    assertThat(asked.traceId()).matches("[0-9a-f]{32}");
    assertThat(book.get(1))
        .usingRecursiveComparison()
        .isEqualTo(asked.answered(Outcome.DONE, 200, null, 5_000));
    assertThat(counted("done")).isEqualTo(1);
  }

  @Test
  void whatCannotBeWrittenIsNotDone() throws Exception {
    comes(Role.ADMIN);
    writable = 0;
    AtomicBoolean done = new AtomicBoolean();

    ask("POST", "/admin/promotions", (request, answer) -> done.set(true));

    assertThat(done).isFalse();
    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString()).contains("GRID_UNAVAILABLE");
    assertThat(registry.counter("rollingdrop.admin.operations.unwritten").count()).isEqualTo(1);
  }

  @Test
  void whatCameOfItIsNotToldWhenItCannotBeWritten() throws Exception {
    comes(Role.ADMIN);
    writable = 1;

    ask(
        "POST",
        "/admin/promotions",
        (request, answer) ->
            answer.getOutputStream().write("done".getBytes(StandardCharsets.UTF_8)));

    assertThat(response.getStatus()).isEqualTo(503);
    assertThat(response.getContentAsString()).contains("OUTCOME_UNKNOWN").doesNotContain("done");
  }

  @Test
  void refusalsAndFailuresAreWrittenWithTheirCodes() throws Exception {
    comes(Role.ADMIN);
    for (ErrorCode code :
        List.of(
            ErrorCode.FRESH_LOGIN_REQUIRED,
            ErrorCode.FIELD_INVALID,
            ErrorCode.OVERLOADED,
            ErrorCode.OUTCOME_UNKNOWN,
            ErrorCode.INTERNAL_ERROR)) {
      audit.doFilter(
          request("PUT", "/admin/logins/ann/role"),
          new MockHttpServletResponse(),
          (request, answer) ->
              ProblemWriter.write(
                  (HttpServletRequest) request,
                  (HttpServletResponse) answer,
                  Problem.of(code, "Because.")));
    }

    assertThat(book.stream().filter(one -> one.outcome() != null))
        .extracting(one -> one.outcome() + " " + one.status() + " " + one.code())
        .containsExactly(
            "REFUSED 401 FRESH_LOGIN_REQUIRED",
            "REFUSED 400 FIELD_INVALID",
            "FAILED 503 OVERLOADED",
            "UNKNOWN 503 OUTCOME_UNKNOWN",
            "UNKNOWN 500 INTERNAL_ERROR");
  }

  @Test
  void whatBreaksHasAnUnknownOutcome() {
    comes(Role.ADMIN);

    assertThatThrownBy(
            () ->
                ask(
                    "POST",
                    "/admin/boxes",
                    (request, answer) -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(book.get(1).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void whoIsNoAdministratorIsToldOfAFewTimesAMinute() throws Exception {
    comes(Role.SUPPORT);
    for (int i = 0; i < 100; i++) {
      ask("POST", "/admin/boxes", (request, answer) -> {});
    }

    assertThat(book).hasSize(5);
    assertThat(book.get(0).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(book.get(0).code()).isEqualTo("FORBIDDEN");
    assertThat(book.get(0).actorRole()).isEqualTo(Role.SUPPORT);
    assertThat(counted("refused")).isEqualTo(100);
  }

  @Test
  void readingAndOtherPathsAndThoseWhoHaveNoTokenAreNoOperations() throws Exception {
    comes(Role.ADMIN);
    ask("GET", "/admin/boxes", (request, answer) -> {});
    ask("POST", "/transactions/deposit", (request, answer) -> {});
    SecurityContextHolder.clearContext();
    ask("POST", "/admin/boxes", (request, answer) -> {});

    assertThat(book).isEmpty();
  }

  private double counted(String outcome) {
    return registry.counter("rollingdrop.admin.operations", "outcome", outcome).count();
  }
}
