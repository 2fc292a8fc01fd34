package com.rollingdrop.ops.monolith;

import org.jspecify.annotations.Nullable;

/**
 * Something for which a player is not imported.
 *
 * @param subject {@code player}, {@code item} or {@code transaction}
 * @param key the monolith's id of it
 * @param playerId who is not imported, null when it is not known
 */
public record Finding(String subject, String key, @Nullable Long playerId, String reason) {
  @Override
  public String toString() {
    return subject + " " + key + ": " + reason;
  }
}
