package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.UUID;

/** What a player got from others and gave them in the last window. Not thread-safe. */
final class FunnelState {
  private static final int DEALS_MAX = 200;

  /**
   * What one transaction moved between the player and another one, minor units, items at their
   * value.
   */
  record Deal(
      long timestampMs, long otherId, long receivedMinor, long givenMinor, UUID transactionId) {}

  final Days days;
  private final Deque<Deal> deals = new ArrayDeque<>();

  FunnelState() {
    this(new Days());
  }

  private FunnelState(Days days) {
    this.days = days;
  }

  /** Adds a deal, and forgets those that are older than the window. */
  void add(Deal deal, long windowMs) {
    deals.addLast(deal);
    long newestMs =
        deals.stream().max(Comparator.comparingLong(Deal::timestampMs)).orElse(deal).timestampMs();
    deals.removeIf(old -> old.timestampMs() <= newestMs - windowMs);
    if (deals.size() > DEALS_MAX) {
      deals.removeFirst();
    }
  }

  /** As they came. */
  Collection<Deal> deals() {
    return Collections.unmodifiableCollection(deals);
  }

  void write(DataOutput out) throws IOException {
    days.write(out);
    out.writeByte(deals.size());
    for (Deal deal : deals) {
      out.writeLong(deal.timestampMs());
      out.writeLong(deal.otherId());
      out.writeLong(deal.receivedMinor());
      out.writeLong(deal.givenMinor());
      Uuids.write(out, deal.transactionId());
    }
  }

  static FunnelState read(DataInput in) throws IOException {
    FunnelState state = new FunnelState(Days.read(in));
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      state.deals.addLast(
          new Deal(in.readLong(), in.readLong(), in.readLong(), in.readLong(), Uuids.read(in)));
    }
    return state;
  }
}
