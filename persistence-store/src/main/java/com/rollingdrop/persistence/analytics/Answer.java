package com.rollingdrop.persistence.analytics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ClickHouse knew when it was asked. Events reach it some seconds after they happen; an answer
 * holds every event that it had, each once, and none of those that were still on their way.
 *
 * @param askedAt by the clock of the caller
 * @param newestEventAt when the newest event that ClickHouse had happened, whole seconds; null when
 *     it had none. On a busy system, the time from here to {@code askedAt} is how late it is.
 */
public record Answer<T>(T value, Instant askedAt, @Nullable Instant newestEventAt) {}
