package com.rollingdrop.persistence.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of one user, as it travels on the topic, in exact figures.
 *
 * @param timestampMs when it happened, epoch milliseconds
 * @param eventType a symbol of the schema's enum, such as {@code BOX_OPENING}
 * @param transactionId stable over redeliveries; the two users of a transaction share it
 * @param amountMinor what was charged (openings) or deposited, minor units
 * @param totalValueMinor sum of the items' values, minor units
 * @param balanceAfterMinor the user's cash afterwards, minor units
 * @param sequence dense per user, 1 for the first
 * @param currency ISO 4217 code of all amounts
 * @param kind what the ledger entry records, finer than the event type
 * @param heldAfterMinor what is held of the user's money afterwards, minor units
 * @param counterpartyId the other user of a transaction between two
 * @param referenceId the earlier transaction that this one follows up
 * @param promoMinor the part of the amount that is promotional money, minor units
 * @param promoAfterMinor the user's promotional money afterwards, minor units
 * @param campaign what promotional money was given for
 * @param receivedMinor what a trade brought the user, money and the items' values, minor units
 * @param givenMinor what a trade took from the user, money and the items' values, minor units
 */
public record TransactionEvent(
    long timestampMs,
    String eventType,
    UUID transactionId,
    long userId,
    @Nullable String boxId,
    @Nullable Integer boxVersion,
    @Nullable String oddsHash,
    List<EventItem> items,
    long amountMinor,
    long totalValueMinor,
    long balanceAfterMinor,
    long sequence,
    String currency,
    String kind,
    long heldAfterMinor,
    @Nullable Long counterpartyId,
    @Nullable UUID referenceId,
    long promoMinor,
    long promoAfterMinor,
    @Nullable String campaign,
    long receivedMinor,
    long givenMinor,
    Origin origin) {

  public TransactionEvent {
    items = List.copyOf(items);
  }

  /** What tells one event from all others, however often it arrives. */
  public record Id(long userId, UUID transactionId) {
    @Override
    public String toString() {
      return userId + "/" + transactionId;
    }
  }

  public Id id() {
    return new Id(userId, transactionId);
  }

  /**
   * An item that the transaction brought.
   *
   * @param valueMinor minor units
   */
  public record EventItem(String itemId, String rarity, long valueMinor) {}

  /** Where the event comes from: the schema's {@code metadata}. */
  public record Origin(String region, String apiVersion, String source) {}
}
