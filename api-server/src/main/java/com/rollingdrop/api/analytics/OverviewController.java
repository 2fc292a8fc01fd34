package com.rollingdrop.api.analytics;

import com.rollingdrop.persistence.analytics.Answer;
import com.rollingdrop.persistence.analytics.Overview;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What everybody did, added up; for administrators. */
@RestController
final class OverviewController {
  private final AnalyticsDesk desk;
  private final InstantSource clock;

  OverviewController(AnalyticsDesk desk, InstantSource clock) {
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * The reply.
   *
   * @param players how many different players did anything
   */
  record Reply(String from, String to, long players, ActivityReply activity, Freshness freshness) {}

  /** Without days it is about the last 31, today included. */
  @GetMapping(path = "/analytics/global/overview", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply overview(
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to) {
    Days days =
        Objects.requireNonNullElseGet(
            Days.of(from, to),
            () -> Days.until(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    Answer<Overview> answer = desk.ask(analytics -> analytics.overview(days.window()));
    return new Reply(
        days.from().toString(),
        days.to().toString(),
        answer.value().players(),
        ActivityReply.of(answer.value().activity()),
        Freshness.of(answer));
  }
}
