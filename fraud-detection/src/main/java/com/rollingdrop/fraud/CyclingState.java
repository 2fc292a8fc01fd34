package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** A player's money in, money out and play of the last window, in ledger order. Not thread-safe. */
final class CyclingState {
  private static final int MOVES_MAX = 128;

  /** What money did. */
  enum What {
    IN,
    OUT,
    PLAYED
  }

  /**
   * One move of money; play with nothing between is one move.
   *
   * @param sequence of the ledger entry, of play the first
   * @param amountMinor cash, minor units
   * @param balanceAfterMinor the player's cash afterwards, minor units
   */
  record Move(
      long sequence,
      long timestampMs,
      What what,
      long amountMinor,
      long balanceAfterMinor,
      UUID transactionId) {
    private Move and(Move later) {
      return new Move(
          sequence,
          Math.max(timestampMs, later.timestampMs),
          what,
          amountMinor + later.amountMinor,
          later.balanceAfterMinor,
          transactionId);
    }
  }

  final Days days;
  private final List<Move> moves = new ArrayList<>();

  CyclingState() {
    this(new Days());
  }

  private CyclingState(Days days) {
    this.days = days;
  }

  /** Adds a move at its place, and forgets those that are older than the window. */
  void add(Move move, long windowMs) {
    int place = moves.size();
    while (place > 0 && moves.get(place - 1).sequence() > move.sequence()) {
      place--;
    }
    if (place > 0 && move.what() == What.PLAYED && moves.get(place - 1).what() == What.PLAYED) {
      moves.set(place - 1, moves.get(place - 1).and(move));
    } else {
      moves.add(place, move);
    }
    long newestMs =
        moves.stream().max(Comparator.comparingLong(Move::timestampMs)).orElse(move).timestampMs();
    moves.removeIf(old -> old.timestampMs() <= newestMs - windowMs);
    while (moves.size() > MOVES_MAX) {
      moves.remove(0);
    }
  }

  /** A withdrawal that was given back was none. */
  void takeBack(UUID withdrawalId) {
    moves.removeIf(move -> move.transactionId().equals(withdrawalId));
  }

  /** In ledger order. */
  List<Move> moves() {
    return List.copyOf(moves);
  }

  void write(DataOutput out) throws IOException {
    days.write(out);
    out.writeByte(moves.size());
    for (Move move : moves) {
      out.writeLong(move.sequence());
      out.writeLong(move.timestampMs());
      out.writeUTF(move.what().name());
      out.writeLong(move.amountMinor());
      out.writeLong(move.balanceAfterMinor());
      Uuids.write(out, move.transactionId());
    }
  }

  static CyclingState read(DataInput in) throws IOException {
    CyclingState state = new CyclingState(Days.read(in));
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      state.moves.add(
          new Move(
              in.readLong(),
              in.readLong(),
              What.valueOf(in.readUTF()),
              in.readLong(),
              in.readLong(),
              Uuids.read(in)));
    }
    return state;
  }
}
