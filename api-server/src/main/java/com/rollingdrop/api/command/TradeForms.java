package com.rollingdrop.api.command;

import com.rollingdrop.api.json.Ids;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OfferTrade;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The forms of what players trade. */
public final class TradeForms {
  private TradeForms() {}

  /**
   * {@code recipientId}, {@code offeredItems}, {@code askedItems}, {@code offeredMinor}, {@code
   * askedMinor}, {@code validForMs}.
   */
  public static Supplier<LedgerCommand> offer(
      JsonFields fields, long playerId, UUID transactionId) {
    long recipientId = Ids.user(fields, "recipientId");
    List<UUID> offered = Ids.uuids(fields, "offeredItems", OfferTrade.ITEMS_MAX);
    List<UUID> asked = Ids.uuids(fields, "askedItems", OfferTrade.ITEMS_MAX);
    long offeredMinor = fields.integer("offeredMinor", 0, Amounts.TRANSACTION_MAX_MINOR);
    long askedMinor = fields.integer("askedMinor", 0, Amounts.TRANSACTION_MAX_MINOR);
    long validForMs =
        fields.integer("validForMs", OfferTrade.VALID_MIN_MS, OfferTrade.VALID_MAX_MS);
    if (!fields.isFine("offeredItems") || !fields.isFine("askedItems")) {
      // What cannot be read is noted, and says nothing about the rest.
      return TradeForms::noOffer;
    }
    if (offered.isEmpty() && asked.isEmpty()) {
      fields.invalid("offeredItems", "must have an item when askedItems has none");
    }
    Set<UUID> distinct = new HashSet<>(offered);
    distinct.addAll(asked);
    if (distinct.size() < offered.size() + asked.size()) {
      fields.invalid("offeredItems", "must not have, nor share with askedItems, an item twice");
    }
    if (offeredMinor > 0 && askedMinor > 0) {
      fields.invalid("askedMinor", "must be 0 when offeredMinor is not");
    }
    return () ->
        new OfferTrade(
            playerId,
            transactionId,
            recipientId,
            offered,
            asked,
            offeredMinor,
            askedMinor,
            validForMs);
  }

  private static LedgerCommand noOffer() {
    throw new IllegalStateException("an offer that could not be read");
  }

  /** {@code offererId}, {@code offerId}. */
  public static Supplier<LedgerCommand> accept(
      JsonFields fields, long playerId, UUID transactionId) {
    return answer(fields, playerId, transactionId, AnswerTrade.How.ACCEPT);
  }

  /** {@code offererId}, {@code offerId}. */
  public static Supplier<LedgerCommand> decline(
      JsonFields fields, long playerId, UUID transactionId) {
    return answer(fields, playerId, transactionId, AnswerTrade.How.DECLINE);
  }

  private static Supplier<LedgerCommand> answer(
      JsonFields fields, long playerId, UUID transactionId, AnswerTrade.How how) {
    long offererId = Ids.user(fields, "offererId");
    UUID offerId = Ids.uuid(fields, "offerId");
    return () -> new AnswerTrade(playerId, transactionId, offererId, offerId, how);
  }

  /** {@code offerId}: the player's own. */
  public static Supplier<LedgerCommand> cancel(
      JsonFields fields, long playerId, UUID transactionId) {
    UUID offerId = Ids.uuid(fields, "offerId");
    return () ->
        new AnswerTrade(playerId, transactionId, playerId, offerId, AnswerTrade.How.CANCEL);
  }
}
