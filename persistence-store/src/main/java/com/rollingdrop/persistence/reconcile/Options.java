package com.rollingdrop.persistence.reconcile;

import java.time.Duration;
import java.util.Set;

/**
 * What is asked for.
 *
 * @param places that are compared with the grid
 * @param settle how long to wait between two looks at what differs; also how young an entry may be
 *     to be left out where events are compared
 * @param looks most looks at what differs
 * @param repair whether Postgres is mended
 */
public record Options(Set<Place> places, Duration settle, int looks, boolean repair) {
  public Options {
    places = Set.copyOf(places);
    if (looks < 1 || settle.isNegative()) {
      throw new IllegalArgumentException("at least one look, and no negative time between two");
    }
  }
}
