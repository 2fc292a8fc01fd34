package com.rollingdrop.persistence.analytics;

/**
 * What everybody did in some days.
 *
 * @param players how many different players did anything
 */
public record Overview(long players, Activity activity) {}
