package com.rollingdrop.api.play;

import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.TransactionKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a ledger are asked for.
 *
 * @param kind null for all
 * @param fromMs epoch milliseconds, the first that counts
 * @param toMs epoch milliseconds, the first that does not count any more
 */
record HistoryFilter(@Nullable TransactionKind kind, long fromMs, long toMs) {
  /** Further apart than the clocks of nodes ever are. */
  private static final long CLOCKS_APART_MS = 3_600_000;

  /**
   * The filter that a request's parameters give, each null when it is not there.
   *
   * @throws ProblemException FIELD_INVALID
   */
  static HistoryFilter of(@Nullable String kind, @Nullable String from, @Nullable String to) {
    long fromMs = from == null ? Long.MIN_VALUE : time("from", from);
    long toMs = to == null ? Long.MAX_VALUE : time("to", to);
    if (fromMs >= toMs) {
      throw ProblemException.invalid("from", "must be before to");
    }
    return new HistoryFilter(kind == null ? null : kind(kind), fromMs, toMs);
  }

  private static TransactionKind kind(String name) {
    return Arrays.stream(TransactionKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "kind",
                    "must be one of "
                        + Arrays.stream(TransactionKind.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(", "))));
  }

  private static long time(String field, String text) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw ProblemException.invalid(
          field, "must be a time in ISO 8601 and UTC, as 2026-11-23T10:00:00Z");
    }
  }

  /** Whether every entry is asked for. */
  boolean isOpen() {
    return kind == null && fromMs == Long.MIN_VALUE && toMs == Long.MAX_VALUE;
  }

  boolean matches(LedgerEntry entry) {
    return (kind == null || kind == entry.kind())
        && entry.createdAtMs() >= fromMs
        && entry.createdAtMs() < toMs;
  }

  /**
   * Whether no entry before this one can match. A ledger goes from node to node and each has its
   * own clock, so times follow its order but for a little.
   */
  boolean endsAt(LedgerEntry entry) {
    return fromMs != Long.MIN_VALUE && entry.createdAtMs() < fromMs - CLOCKS_APART_MS;
  }

  /** One text for each filter, for the cursor. */
  String text() {
    return isOpen() ? "" : "?" + (kind == null ? "" : kind.name()) + "&" + fromMs + "&" + toMs;
  }
}
