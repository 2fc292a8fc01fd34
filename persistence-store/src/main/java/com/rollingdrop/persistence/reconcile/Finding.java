package com.rollingdrop.persistence.reconcile;

/**
 * One row that is not the same.
 *
 * @param table or topic
 * @param key the row's cache key as text, or the event's message id
 * @param sentence for people; holds no secret, for of a row's content it shows a digest only
 */
public record Finding(Place place, String table, Fault fault, String key, String sentence) {
  @Override
  public String toString() {
    return fault + " " + place + " " + table + " " + key + ": " + sentence;
  }
}
