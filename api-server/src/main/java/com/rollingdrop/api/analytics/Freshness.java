package com.rollingdrop.api.analytics;

import com.rollingdrop.api.web.Times;
import com.rollingdrop.persistence.analytics.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an answer reaches. It holds each event that ClickHouse had when it was asked, once.
 *
 * @param newestEventAt when the newest of all events happened that ClickHouse had, whole seconds;
 *     null when it had none
 * @param newestEventAgeSeconds from there until ClickHouse was asked. While players play this is
 *     how far behind it is; when nobody plays it grows without anything being late
 */
record Freshness(
    String askedAt, @Nullable String newestEventAt, @Nullable Long newestEventAgeSeconds) {
  static Freshness of(Answer<?> answer) {
    Instant newest = answer.newestEventAt();
    String askedAt = Times.iso(answer.askedAt().toEpochMilli());
    return newest == null
        ? new Freshness(askedAt, null, null)
        : new Freshness(
            askedAt,
            Times.iso(newest.toEpochMilli()),
            // Clocks of two machines may differ by a little.
            Math.max(0, Duration.between(newest, answer.askedAt()).toSeconds()));
  }
}
