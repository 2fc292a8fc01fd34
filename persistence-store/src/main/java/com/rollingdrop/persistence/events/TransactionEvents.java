package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.persistence.events.TransactionEvent.EventItem;
import com.rollingdrop.persistence.events.TransactionEvent.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Makes an event of a ledger entry. Pure and thread-safe. */
final class TransactionEvents {
  private static final String API_VERSION = "1";
  private static final String SOURCE = "grid";

  private final String currency;
  private final Origin origin;

  /**
   * @param currency ISO 4217 code of the wallets
   * @param region where this installation runs
   */
  TransactionEvents(String currency, String region) {
    this.currency = currency;
    this.origin = new Origin(region, API_VERSION, SOURCE);
  }

  /**
   * @param reply the entry's, see {@link EntryReply}
   * @throws EventFormatException when the entry's reply does not hold what an event needs
   */
  TransactionEvent of(LedgerKey key, LedgerEntry entry, JsonNode reply)
      throws EventFormatException {
    List<EventItem> items = itemsOf(reply);
    return new TransactionEvent(
        entry.createdAtMs(),
        eventType(entry.kind()),
        key.transactionId(),
        key.playerId(),
        entry.boxId(),
        boxVersionOf(reply),
        EntryReply.textOf(reply, "oddsHash"),
        items,
        entry.amountMinor(),
        totalOf(items),
        entry.balanceAfterMinor(),
        entry.sequence(),
        currency,
        entry.kind().name(),
        entry.heldAfterMinor(),
        entry.counterpartyId(),
        entry.referenceId(),
        entry.promoMinor(),
        entry.promoAfterMinor(),
        EntryReply.textOf(reply, "campaign"),
        sideOf(reply, "amountInMinor", "itemsIn", entry.kind()),
        sideOf(reply, "amountOutMinor", "itemsOut", entry.kind()),
        origin);
  }

  /** The name under which the plan's schema knows a kind of transaction. */
  static String eventType(TransactionKind kind) {
    // No default branch: a kind that is added must be given its name here, or this does not
    // compile.
    return switch (kind) {
      case DEPOSIT -> "DEPOSIT";
      case BOX_OPENING -> "BOX_OPENING";
      case WITHDRAWAL_HOLD, WITHDRAWAL_SETTLEMENT, WITHDRAWAL_VOID -> "WITHDRAWAL";
      case REDEMPTION -> "REDEMPTION";
      case TRANSFER_OUT, TRANSFER_IN -> "TRADE";
      case LISTING, DELISTING, PURCHASE, SALE -> "TRADE";
      case TRADE_OFFER, TRADE, TRADE_END -> "TRADE";
      // The schema has no word of their own for these; the kind in the ledger tells them apart.
      // Not a DEPOSIT: nobody paid it in.
      case PROMOTION -> "TRADE";
      case REVERSAL, BATCH, LIMIT_CHANGE, PAUSE, FREEZE, RELEASE -> "TRADE";
      // Not a DEPOSIT either: it was paid in elsewhere, and long ago.
      case IMPORT -> "TRADE";
    };
  }

  private static List<EventItem> itemsOf(JsonNode reply) throws EventFormatException {
    JsonNode items = reply.get("items");
    if (items == null || items.isNull()) {
      return List.of();
    }
    if (!items.isArray()) {
      throw new EventFormatException("the reply's items are not an array");
    }
    List<EventItem> result = new ArrayList<>(items.size());
    for (JsonNode item : items) {
      String itemId = EntryReply.textOf(item, "itemId");
      String rarity = EntryReply.textOf(item, "rarity");
      JsonNode value = item.get("valueMinor");
      if (itemId == null || rarity == null || value == null || !value.canConvertToLong()) {
        throw new EventFormatException("an item of the reply lacks itemId, rarity or valueMinor");
      }
      result.add(new EventItem(itemId, rarity, value.longValue()));
    }
    return result;
  }

  /** One side of a trade: its money and the values of its items, minor units. */
  private static long sideOf(JsonNode reply, String money, String items, TransactionKind kind)
      throws EventFormatException {
    if (kind != TransactionKind.TRADE) {
      return 0;
    }
    try {
      long sideMinor = reply.path(money).asLong(0);
      for (JsonNode item : reply.path(items)) {
        sideMinor = Math.addExact(sideMinor, item.path("valueMinor").asLong(0));
      }
      return sideMinor;
    } catch (ArithmeticException | JacksonException e) {
      throw new EventFormatException("the reply does not tell what the trade moved: " + e);
    }
  }

  private static long totalOf(List<EventItem> items) throws EventFormatException {
    long total = 0;
    try {
      for (EventItem item : items) {
        total = Math.addExact(total, item.valueMinor());
      }
    } catch (ArithmeticException e) {
      throw new EventFormatException("the items' values do not fit into 64 bits together");
    }
    return total;
  }

  private static @Nullable Integer boxVersionOf(JsonNode reply) throws EventFormatException {
    JsonNode version = reply.get("boxVersion");
    if (version == null || version.isNull()) {
      return null;
    }
    if (!version.canConvertToInt()) {
      throw new EventFormatException("the reply's boxVersion is not a 32-bit number");
    }
    return version.intValue();
  }
}
