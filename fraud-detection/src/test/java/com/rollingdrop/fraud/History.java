package com.rollingdrop.fraud;

import com.rollingdrop.persistence.events.TransactionEvent;
import com.rollingdrop.persistence.events.TransactionEvent.EventItem;
import com.rollingdrop.persistence.events.TransactionEvent.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to one player, as events in ledger order. */
final class History {
  static final String ODDS_HASH = "ab".repeat(32);

  private final long player;
  private long nowMs = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private long sequence;
  private long cashMinor;

  History(long player) {
    this.player = player;
  }

  History passMs(long ms) {
    nowMs += ms;
    return this;
  }

  /** The entries of some other commands are never seen. */
  History skip(int entries) {
    sequence += entries;
    return this;
  }

  TransactionEvent deposit(long amountMinor) {
    cashMinor += amountMinor;
    return event("DEPOSIT", amountMinor, null, null, 0, 0, List.of());
  }

  TransactionEvent withdraw(long amountMinor) {
    cashMinor -= amountMinor;
    return event("WITHDRAWAL_HOLD", amountMinor, null, null, 0, 0, List.of());
  }

  TransactionEvent giveBack(TransactionEvent withdrawal) {
    cashMinor += withdrawal.amountMinor();
    return event(
        "WITHDRAWAL_VOID",
        withdrawal.amountMinor(),
        null,
        withdrawal.transactionId(),
        0,
        0,
        List.of());
  }

  TransactionEvent redeem(long valueMinor) {
    cashMinor += valueMinor;
    return event("REDEMPTION", valueMinor, null, null, 0, 0, List.of(valueMinor));
  }

  /** An opening of the box of these tests. */
  TransactionEvent open(long priceMinor, Long... valuesMinor) {
    return openOf("crate", "COMMON", priceMinor, valuesMinor);
  }

  TransactionEvent openOf(String boxId, String rarity, long priceMinor, Long... valuesMinor) {
    cashMinor -= priceMinor;
    sequence++;
    return new TransactionEvent(
        nowMs,
        "BOX_OPENING",
        new UUID(player, sequence),
        player,
        boxId,
        1,
        ODDS_HASH,
        items(Arrays.asList(valuesMinor), rarity),
        priceMinor,
        Arrays.stream(valuesMinor).mapToLong(Long::longValue).sum(),
        cashMinor,
        sequence,
        "USD",
        "BOX_OPENING",
        0,
        null,
        null,
        0,
        0,
        null,
        0,
        0,
        new Origin("eu-1", "1", "grid"));
  }

  TransactionEvent getFrom(long other, long valueMinor) {
    return event("TRANSFER_IN", 0, other, null, 0, 0, List.of(valueMinor));
  }

  TransactionEvent giveTo(long other, long valueMinor) {
    return event("TRANSFER_OUT", 0, other, null, 0, 0, List.of(valueMinor));
  }

  TransactionEvent buyFrom(long other, long priceMinor, long valueMinor) {
    cashMinor -= priceMinor;
    return event("PURCHASE", priceMinor, other, null, 0, 0, List.of(valueMinor));
  }

  TransactionEvent sellTo(long other, long priceMinor, long valueMinor) {
    cashMinor += priceMinor;
    return event("SALE", priceMinor, other, null, 0, 0, List.of(valueMinor));
  }

  TransactionEvent trade(long other, long receivedMinor, long givenMinor) {
    return event("TRADE", 0, other, null, receivedMinor, givenMinor, List.of());
  }

  private TransactionEvent event(
      String kind,
      long amountMinor,
      @Nullable Long other,
      @Nullable UUID reference,
      long receivedMinor,
      long givenMinor,
      List<Long> valuesMinor) {
    sequence++;
    return new TransactionEvent(
        nowMs,
        "TRADE",
        new UUID(player, sequence),
        player,
        null,
        null,
        null,
        items(valuesMinor, "COMMON"),
        amountMinor,
        valuesMinor.stream().mapToLong(Long::longValue).sum(),
        cashMinor,
        sequence,
        "USD",
        kind,
        0,
        other,
        reference,
        0,
        0,
        null,
        receivedMinor,
        givenMinor,
        new Origin("eu-1", "1", "grid"));
  }

  private static List<EventItem> items(List<Long> valuesMinor, String rarity) {
    return valuesMinor.stream().map(value -> new EventItem("item", rarity, value)).toList();
  }
}
