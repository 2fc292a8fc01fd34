package com.rollingdrop.persistence.analytics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one player did.
 *
 * @param firstAt when the first of it happened, whole seconds; null when there is nothing
 * @param lastAt when the last of it happened, whole seconds; null when there is nothing
 */
public record PlayerStats(
    long playerId, Activity activity, @Nullable Instant firstAt, @Nullable Instant lastAt) {}
