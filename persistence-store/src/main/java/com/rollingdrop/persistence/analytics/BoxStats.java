package com.rollingdrop.persistence.analytics;

/** How one box was opened. */
public record BoxStats(String boxId, Openings openings) {}
