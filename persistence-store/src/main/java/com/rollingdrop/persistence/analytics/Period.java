package com.rollingdrop.persistence.analytics;

import java.time.Instant;

/**
 * What happened in one hour or day.
 *
 * @param from when it begins
 */
public record Period(Instant from, Activity activity) {}
