package com.rollingdrop.api.analytics;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.json.Ids;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.api.web.Times;
import com.rollingdrop.persistence.analytics.Answer;
import com.rollingdrop.persistence.analytics.PlayerStats;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What one player did, added up. */
@RestController
final class PlayerStatsController {
  private final AnalyticsDesk desk;

  PlayerStatsController(AnalyticsDesk desk) {
    this.desk = desk;
  }

  /**
   * The reply.
   *
   * @param from first day, null when it is about all that ClickHouse has
   * @param to last day, null when it is about all that ClickHouse has
   * @param firstAt when the first of it happened, null when nothing did
   * @param lastAt when the last of it happened, null when nothing did
   */
  record Reply(
      String userId,
      @Nullable String from,
      @Nullable String to,
      @Nullable String firstAt,
      @Nullable String lastAt,
      ActivityReply activity,
      Freshness freshness) {}

  @GetMapping(path = "/analytics/user/{userId}/stats", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply stats(
      @AuthenticationPrincipal Caller caller,
      @PathVariable("userId") String userId,
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to) {
    long playerId = playerOf(userId, caller);
    Days days = Days.of(from, to);
    Answer<PlayerStats> answer =
        desk.ask(
            analytics ->
                days == null
                    ? analytics.player(playerId)
                    : analytics.player(playerId, days.window()));
    PlayerStats stats = answer.value();
    return new Reply(
        userId,
        days == null ? null : days.from().toString(),
        days == null ? null : days.to().toString(),
        iso(stats.firstAt()),
        iso(stats.lastAt()),
        ActivityReply.of(stats.activity()),
        Freshness.of(answer));
  }

  private static long playerOf(String userId, Caller caller) {
    long playerId = Ids.user(userId);
    if (!caller.maySee(playerId)) {
      throw new ProblemException(ErrorCode.FORBIDDEN, "Players see their own statistics only.");
    }
    if (playerId == 0) {
      throw ProblemException.invalid("userId", "must be a player's id");
    }
    return playerId;
  }

  private static @Nullable String iso(@Nullable Instant time) {
    return time == null ? null : Times.iso(time.toEpochMilli());
  }
}
