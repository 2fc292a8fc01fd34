package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A player's commands and spending by fifths of a window. Fifths that are older than two windows
 * become part of what is usual. Not thread-safe.
 */
final class VelocityState {
  /** Buckets of one window. */
  static final int WINDOW = 5;

  private static final int KEPT = 2 * WINDOW;

  /** The usual forgets half of what it knows when it knows so many buckets. */
  private static final long USUAL_MAX = 500;

  /** What was done in one fifth of a window, or in several. */
  record Sum(int commands, long spentMinor) {
    private static final Sum NOTHING = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(commands + other.commands, spentMinor + other.spentMinor);
    }
  }

  final Days commandDays;
  final Days spendDays;
  private final TreeMap<Long, Sum> buckets = new TreeMap<>();
  private final Deque<UUID> latest = new ArrayDeque<>();
  private long usualBuckets;
  private long usualSpentMinor;

  VelocityState() {
    this(new Days(), new Days());
  }

  private VelocityState(Days commandDays, Days spendDays) {
    this.commandDays = commandDays;
    this.spendDays = spendDays;
  }

  /** Adds one command; false when its bucket is too old to count. */
  boolean add(long bucket, long spentMinor, UUID transactionId) {
    long newest = buckets.isEmpty() ? bucket : Math.max(bucket, buckets.lastKey());
    if (bucket <= newest - KEPT) {
      return false;
    }
    buckets.merge(bucket, new Sum(1, spentMinor), Sum::plus);
    while (buckets.firstKey() <= newest - KEPT) {
      becomesUsual(buckets.pollFirstEntry().getValue());
    }
    latest.addLast(transactionId);
    if (latest.size() > Signal.EVIDENCE_MAX) {
      latest.removeFirst();
    }
    return true;
  }

  private void becomesUsual(Sum sum) {
    if (sum.spentMinor() > 0) {
      usualBuckets++;
      usualSpentMinor += sum.spentMinor();
    }
    if (usualBuckets >= USUAL_MAX) {
      usualBuckets /= 2;
      usualSpentMinor /= 2;
    }
  }

  /** The most that any window has that holds this bucket. */
  Sum most(long bucket) {
    Sum most = Sum.NOTHING;
    for (long first = bucket - WINDOW + 1; first <= bucket; first++) {
      Sum sum =
          buckets.subMap(first, first + WINDOW).values().stream().reduce(Sum.NOTHING, Sum::plus);
      most =
          new Sum(
              Math.max(most.commands(), sum.commands()),
              Math.max(most.spentMinor(), sum.spentMinor()));
    }
    return most;
  }

  /** How many windows of play are known, by which the usual is told. */
  long usualWindows() {
    return usualBuckets / WINDOW;
  }

  /** What a window of play usually costs the player, minor units. */
  long usualSpentMinor() {
    return usualBuckets == 0 ? 0 : usualSpentMinor / usualBuckets * WINDOW;
  }

  /** The last commands, oldest first. */
  List<UUID> latest() {
    return new ArrayList<>(latest);
  }

  void write(DataOutput out) throws IOException {
    commandDays.write(out);
    spendDays.write(out);
    out.writeByte(buckets.size());
    for (Map.Entry<Long, Sum> bucket : buckets.entrySet()) {
      out.writeLong(bucket.getKey());
      out.writeInt(bucket.getValue().commands());
      out.writeLong(bucket.getValue().spentMinor());
    }
    out.writeByte(latest.size());
    for (UUID id : latest) {
      Uuids.write(out, id);
    }
    out.writeLong(usualBuckets);
    out.writeLong(usualSpentMinor);
  }

  static VelocityState read(DataInput in) throws IOException {
    VelocityState state = new VelocityState(Days.read(in), Days.read(in));
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      state.buckets.put(in.readLong(), new Sum(in.readInt(), in.readLong()));
    }
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      state.latest.add(Uuids.read(in));
    }
    state.usualBuckets = in.readLong();
    state.usualSpentMinor = in.readLong();
    return state;
  }
}
