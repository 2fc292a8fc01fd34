package com.rollingdrop.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.rollingdrop.api.grid.GridFailures;
import com.rollingdrop.api.json.TopFields;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.Problem;
import com.rollingdrop.api.web.ProblemWriter;
import com.rollingdrop.api.web.RequestTrace;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.AdminOperation.Outcome;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Writes down what is asked for as an administrator before it is done, and what came of it before
 * the caller is told. What cannot be written down is not done, and what came of it is not told:
 * then the caller is asked to send the same request again, which has one effect.
 *
 * <p>Stands behind the filter that knows who asks, and before the one that refuses: refused
 * requests are written down as well. Thread-safe.
 */
final class AdminAudit extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(AdminAudit.class);
  private static final RequestMatcher ADMIN_PATHS =
      PathPatternRequestMatcher.withDefaults().matcher("/admin/**");
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  /** What is kept of a body. No other field is, so that no secret can ever be. */
  private static final Set<String> FIELDS =
      Set.of(
          "userId",
          "transactionId",
          "withdrawalId",
          "counterpartyId",
          "freezeId",
          "amountMinor",
          "campaign",
          "reason",
          "role",
          "boxId",
          "name",
          "version",
          "priceMinor",
          "totalTickets",
          "stock",
          "openings");

  private static final int TEXT_MAX = 256;
  private static final int TRACE_ID_FROM = 3;
  private static final int TRACE_ID_TO = 35;

  /** Requests of one who is no administrator that are told of in a minute. */
  private static final int STRANGERS_TOLD_MAX = 5;

  private final BiConsumer<UUID, AdminOperation> book;
  private final Settings settings;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final Counter unwritten;
  private final Cache<Long, AtomicInteger> strangers =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).maximumSize(10_000).build();

  /**
   * @param book where it is written down, lastingly when it returns
   * @param registry gets {@code rollingdrop.admin.operations} by outcome, and {@code
   *     rollingdrop.admin.operations.unwritten}
   */
  AdminAudit(
      BiConsumer<UUID, AdminOperation> book,
      Settings settings,
      InstantSource clock,
      MeterRegistry registry) {
    this.book = book;
    this.settings = settings;
    this.clock = clock;
    this.registry = registry;
    this.unwritten = registry.counter("rollingdrop.admin.operations.unwritten");
    for (Outcome outcome : Outcome.values()) {
      var unused = counter(outcome);
    }
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READING.contains(request.getMethod()) || !ADMIN_PATHS.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!(SecurityContextHolder.getContext().getAuthentication()
        instanceof CallerAuthentication known)) {
      // Refused next, and there is nobody to be named.
      chain.doFilter(request, response);
      return;
    }
    Caller caller = known.getPrincipal();
    if (!caller.isAdmin()) {
      tellOfStranger(caller, request);
      chain.doFilter(request, response);
      return;
    }
    ReadBody read;
    try {
      read = new ReadBody(request, settings.api().maxBodyBytes());
    } catch (IOException e) {
      ProblemWriter.write(
          request,
          response,
          Problem.of(ErrorCode.REQUEST_MALFORMED, "The body did not arrive as its headers say."));
      return;
    }
    UUID id = UUID.randomUUID();
    AdminOperation asked = asked(caller, request, read.start());
    if (!write(id, asked)) {
      ProblemWriter.write(
          request,
          response,
          Problem.of(
              ErrorCode.GRID_UNAVAILABLE,
              "It cannot be written down now that this was asked for, so nothing was done."));
      return;
    }
    carryOut(id, asked, read, response, chain);
  }

  private void carryOut(
      UUID id,
      AdminOperation asked,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
    try {
      chain.doFilter(request, held);
    } catch (ServletException | IOException | RuntimeException e) {
      var unused = write(id, answered(asked, ErrorCode.INTERNAL_ERROR.status(), null));
      throw e;
    }
    ErrorCode code =
        request.getAttribute(ProblemWriter.CODE) instanceof ErrorCode problem ? problem : null;
    if (!write(id, answered(asked, held.getStatus(), code))) {
      ProblemWriter.write(
          request,
          held,
          Problem.of(
              ErrorCode.OUTCOME_UNKNOWN,
              "What came of it cannot be written down now; send the same request again."));
    }
    held.copyBodyToResponse();
  }

  private AdminOperation answered(AdminOperation asked, int status, @Nullable ErrorCode code) {
    Outcome outcome = outcomeOf(status, code);
    return asked.answered(outcome, status, code == null ? null : code.name(), clock.millis());
  }

  private static Outcome outcomeOf(int status, @Nullable ErrorCode code) {
    if (status < 400) {
      return Outcome.DONE;
    }
    if (status < 500) {
      return Outcome.REFUSED;
    }
    // Without a code something broke that nobody has thought of.
    return code == null || code == ErrorCode.OUTCOME_UNKNOWN || code == ErrorCode.INTERNAL_ERROR
        ? Outcome.UNKNOWN
        : Outcome.FAILED;
  }

  /** Few of them, so that nobody fills the grid by asking for what is refused. */
  private void tellOfStranger(Caller caller, HttpServletRequest request) {
    counter(Outcome.REFUSED).increment();
    AtomicInteger told = strangers.get(caller.playerId(), player -> new AtomicInteger());
    if (told.incrementAndGet() <= STRANGERS_TOLD_MAX) {
      var unused =
          write(
              UUID.randomUUID(),
              answered(
                  asked(caller, request, new byte[0]),
                  ErrorCode.FORBIDDEN.status(),
                  ErrorCode.FORBIDDEN));
    }
  }

  private AdminOperation asked(Caller caller, HttpServletRequest request, byte[] body) {
    Map<String, String> fields = new TreeMap<>(TopFields.of(body, FIELDS, TEXT_MAX));
    String key = request.getHeader("Idempotency-Key");
    if (key != null) {
      fields.put("idempotencyKey", cut(key));
    }
    return AdminOperation.asked(
        clock.millis(),
        caller.playerId(),
        caller.role(),
        caller.sessionId(),
        request.getMethod(),
        cut(request.getRequestURI()),
        fields,
        SourceAddress.of(request, settings.auth().proxies()),
        RequestTrace.current().toString().substring(TRACE_ID_FROM, TRACE_ID_TO));
  }

  private static String cut(String text) {
    return text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "…" : text;
  }

  private boolean write(UUID id, AdminOperation operation) {
    try {
      book.accept(id, operation);
    } catch (RuntimeException e) {
      if (!(e instanceof GridUnavailableException) && !GridFailures.isFrom(e)) {
        throw e;
      }
      unwritten.increment();
      LOG.warn("cannot write down: {}: {}", operation, e.toString());
      return false;
    }
    Outcome outcome = operation.outcome();
    if (outcome != null && operation.actorRole() == Role.ADMIN) {
      counter(outcome).increment();
    }
    return true;
  }

  private Counter counter(Outcome outcome) {
    return registry.counter(
        "rollingdrop.admin.operations", "outcome", outcome.name().toLowerCase(Locale.ROOT));
  }
}
