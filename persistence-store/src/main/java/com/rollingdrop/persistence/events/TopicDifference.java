package com.rollingdrop.persistence.events;

/**
 * What a topic has in another way than the settings ask for.
 *
 * @param what a setting of the topic, {@code partitions}, {@code replicas}, or {@code topic} when
 *     there is none
 * @param found as Kafka has it
 * @param wanted as the settings have it
 */
public record TopicDifference(
    String topic, String what, String found, String wanted, Remedy remedy) {

  /** What can be done about it. */
  public enum Remedy {
    /** The topic is created. */
    CREATE,
    /** A setting is set; nobody notices but those whom it is about. */
    SET,
    /** Partitions are added; from then on some keys go to others than before. */
    ADD_PARTITIONS,
    /** Kafka can't do it in place: fewer partitions, or other replicas. */
    BY_HAND
  }

  @Override
  public String toString() {
    return topic + ": " + what + " is " + found + ", wanted " + wanted;
  }
}
