package com.rollingdrop.persistence.analytics;

/** One place of a ranking. */
public record TopPlayer(long playerId, Openings openings) {}
