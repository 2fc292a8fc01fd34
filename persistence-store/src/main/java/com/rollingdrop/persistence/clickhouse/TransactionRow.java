package com.rollingdrop.persistence.clickhouse;

import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * An event as a row of {@code transaction_events}. Made only of what the table's columns can hold,
 * so that ClickHouse has no reason to refuse a batch for the sake of one row.
 *
 * @param timestampS when it happened, epoch seconds
 * @param amount what was charged or deposited, major units, exact
 * @param metadata where the event comes from, JSON
 */
record TransactionRow(TransactionEvent event, long timestampS, BigDecimal amount, String metadata) {
  /** DateTime is an unsigned 32-bit number of seconds. */
  private static final long TIMESTAMP_MAX_S = (1L << 32) - 1;

  /** Decimal(10, 2). */
  private static final long AMOUNT_MAX_MINOR = 9_999_999_999L;

  private static final int MINOR_DIGITS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The row of an event.
   *
   * @throws EventFormatException when a column can't hold the event's value
   */
  static TransactionRow of(TransactionEvent event) throws EventFormatException {
    long seconds = Math.floorDiv(event.timestampMs(), 1_000L);
    within("timestamp", seconds, 0, TIMESTAMP_MAX_S);
    within("userId", event.userId(), 0, Long.MAX_VALUE);
    within("sequence", event.sequence(), 0, Long.MAX_VALUE);
    within("amountMinor", event.amountMinor(), -AMOUNT_MAX_MINOR, AMOUNT_MAX_MINOR);
    return new TransactionRow(
        event,
        seconds,
        BigDecimal.valueOf(event.amountMinor(), MINOR_DIGITS),
        metadataOf(event.origin()));
  }

  TransactionEvent.Id id() {
    return event.id();
  }

  private static void within(String what, long value, long min, long max)
      throws EventFormatException {
    if (value < min || value > max) {
      throw new EventFormatException(
          what + " " + value + " does not fit its column (" + min + " to " + max + ")");
    }
  }

  private static String metadataOf(TransactionEvent.Origin origin) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("source", origin.source());
    fields.put("region", origin.region());
    fields.put("apiVersion", origin.apiVersion());
    return JSON.writeValueAsString(fields);
  }
}
