package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.persistence.events.Topics;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * One table or topic beside the grid. Rows under way make the figures differ without a fault: what
 * counts is {@code findings}.
 *
 * @param gridRows as the grid had them; of events, the ledger's entries of the compared time; of
 *     ClickHouse's rollups, what its own events add up to
 * @param rows as the other place had them, each once
 * @param gridMinor the money they stand for, minor units; null where they stand for none
 * @param minor the same in the other place
 * @param buckets how many differed at first, of {@link Buckets#COUNT}
 * @param suspects rows that were looked at one by one
 * @param findings rows that are not the same
 * @param repeated rows that stand there again, and that every reader knows how to count once
 */
public record Compared(
    Place place,
    String table,
    long gridRows,
    long rows,
    @Nullable BigInteger gridMinor,
    @Nullable BigInteger minor,
    int buckets,
    long suspects,
    long findings,
    long repeated) {
  /** Whether it is one of ClickHouse's rollups, which stands beside its own events. */
  public boolean isRollup() {
    return place == Place.CLICKHOUSE && !table.equals(Topics.TRANSACTION_EVENTS);
  }
}
