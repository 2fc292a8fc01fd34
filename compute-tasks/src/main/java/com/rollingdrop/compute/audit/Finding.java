package com.rollingdrop.compute.audit;

/**
 * One thing that is wrong.
 *
 * @param playerId whose books; 0 when it is about all of them
 * @param key of what is wrong: the player, or {@code player/transaction}, or {@code player/item};
 *     of a limited box its id, or {@code box#partition}
 * @param sentence for people
 */
public record Finding(Fault fault, long playerId, String key, String sentence) {
  @Override
  public String toString() {
    return fault + " " + key + ": " + sentence;
  }
}
