package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Each ledger against the limits, pauses and freezes that stand in it: nothing follows a pause or a
 * freeze that it forbids, nothing goes beyond a limit, none gives way before its time, a release
 * names the freeze that holds, and in the end the wallet has what its ledger says. Counts by kinds
 * and dates of its own, in UTC as the nodes are set.
 */
final class SafeguardsCheck {
  private static final long RAISE_DELAY_MS = 86_400_000;

  /** What a pause forbids. */
  private static final Set<TransactionKind> PLAY =
      Set.of(
          TransactionKind.DEPOSIT,
          TransactionKind.PROMOTION,
          TransactionKind.BOX_OPENING,
          TransactionKind.PURCHASE,
          TransactionKind.LISTING,
          TransactionKind.TRADE_OFFER,
          TransactionKind.TRADE,
          TransactionKind.TRANSFER_IN);

  private record Told(@Nullable Long amountMinor, boolean follows, long nextFromMs) {}

  /** What was moved in a window, which only ever gives way to a later one. */
  private static final class Sums {
    private String name = "";
    private long depositedMinor;
    private long spentMinor;
    private long returnedMinor;

    void in(String current) {
      if (current.compareTo(name) > 0) {
        name = current;
        depositedMinor = 0;
        spentMinor = 0;
        returnedMinor = 0;
      }
    }

    long usedMinor(LimitKind kind) {
      return switch (kind) {
        case DEPOSIT -> depositedMinor;
        case SPEND -> spentMinor;
        case LOSS -> Math.max(0, spentMinor - returnedMinor);
      };
    }
  }

  private final Books books;
  private final Problems problems;
  private final Map<PauseKind, Long> untilMs = new EnumMap<>(PauseKind.class);
  private final Map<String, Told> limits = new HashMap<>();
  private @Nullable UUID freezeId;
  private final Map<LimitWindow, Sums> sums = new EnumMap<>(LimitWindow.class);

  SafeguardsCheck(Books books, Problems problems) {
    this.books = books;
    this.problems = problems;
  }

  void check() {
    books
        .ledgers()
        .forEach(
            (player, ledger) -> {
              begin();
              ledger.forEach(this::follow);
              Wallet wallet = books.wallets().get(player);
              if (wallet != null && !ledger.isEmpty()) {
                compare(player, wallet, ledger.get(ledger.size() - 1).entry().createdAtMs());
              }
            });
  }

  private void begin() {
    untilMs.clear();
    freezeId = null;
    limits.clear();
    for (LimitWindow window : LimitWindow.values()) {
      sums.put(window, new Sums());
    }
  }

  private void follow(Books.Line line) {
    LedgerEntry entry = line.entry();
    long nowMs = entry.createdAtMs();
    untilMs.forEach(
        (kind, until) ->
            problems.unless(
                until <= nowMs || !PLAY.contains(entry.kind()), line, "is play in a " + kind));
    sums.forEach((window, sum) -> count(window, sum, line));
    boolean pays = entry.walletDeltaMinor() < 0;
    for (LimitKind kind : LimitKind.values()) {
      boolean asks = kind == LimitKind.DEPOSIT ? entry.kind() == TransactionKind.DEPOSIT : pays;
      if (asks && isCounted(entry.kind())) {
        sums.forEach((window, sum) -> within(kind, window, sum, line));
      }
    }
    if (entry.kind() == TransactionKind.PAUSE) {
      pause(line, line.reply());
    } else if (entry.kind() == TransactionKind.LIMIT_CHANGE) {
      change(line, line.reply());
    }
    freeze(line, entry);
  }

  private void freeze(Books.Line line, LedgerEntry entry) {
    switch (entry.kind()) {
      case WITHDRAWAL_HOLD ->
          problems.unless(freezeId == null, line, "is a withdrawal in the freeze " + freezeId);
      case FREEZE -> freezeId = line.key().transactionId();
      case RELEASE -> {
        problems.unless(
            freezeId != null && freezeId.equals(entry.referenceId()), line, "ends no freeze");
        freezeId = null;
      }
      default -> {}
    }
  }

  private static boolean isCounted(TransactionKind kind) {
    return switch (kind) {
      case DEPOSIT, BOX_OPENING, PURCHASE, TRADE -> true;
      default -> false;
    };
  }

  private static String name(LimitWindow window, long timeMs) {
    LocalDate day = Instant.ofEpochMilli(timeMs).atZone(ZoneOffset.UTC).toLocalDate();
    return switch (window) {
      case DAY -> day.toString();
      case WEEK ->
          "%d-%02d"
              .formatted(
                  day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> day.toString().substring(0, 7);
    };
  }

  private void count(LimitWindow window, Sums sum, Books.Line line) {
    LedgerEntry entry = line.entry();
    sum.in(name(window, entry.createdAtMs()));
    boolean undone = entry.kind() == TransactionKind.REVERSAL;
    LedgerEntry of = undone ? target(line) : entry;
    if (of == null) {
      problems.add(line, "undoes what is not there");
      return;
    }
    // Limits are about the player's own money.
    long ownMinor = of.amountMinor() - of.promoMinor();
    long amountMinor = undone ? -ownMinor : ownMinor;
    if (undone && !name(window, of.createdAtMs()).equals(sum.name)) {
      return;
    }
    switch (of.kind()) {
      case DEPOSIT -> sum.depositedMinor += amountMinor;
      case BOX_OPENING, PURCHASE -> sum.spentMinor += amountMinor;
      case REDEMPTION, SALE -> sum.returnedMinor += amountMinor;
      case TRADE -> {
        if (of.walletDeltaMinor() < 0) {
          sum.spentMinor += amountMinor;
        } else {
          sum.returnedMinor += amountMinor;
        }
      }
      default -> {}
    }
  }

  private @Nullable LedgerEntry target(Books.Line line) {
    var reference = line.entry().referenceId();
    return reference == null ? null : books.ledger().get(new LedgerKey(line.player(), reference));
  }

  private void within(LimitKind kind, LimitWindow window, Sums sum, Books.Line line) {
    Told told = limits.get(kind + " " + window);
    Long amountMinor = told == null ? null : told.amountMinor();
    problems.unless(
        amountMinor == null || sum.usedMinor(kind) <= amountMinor,
        line,
        "goes beyond the limit of " + amountMinor + " for " + kind + " per " + window);
  }

  private void pause(Books.Line line, Json told) {
    long until = told.isNull("until") ? Long.MAX_VALUE : told.timeMs("until");
    Long before = untilMs.put(PauseKind.valueOf(told.text("pause")), until);
    problems.unless(before == null || until >= before, line, "shortens a pause");
  }

  private void change(Books.Line line, Json told) {
    String which = told.text("limit") + " " + told.text("window");
    Long amountMinor = amount(told);
    Told before = limits.get(which);
    boolean follows = !told.isNull("next");
    long nextFromMs = follows ? told.object("next").timeMs("from") : 0;
    Long held = before == null ? null : before.amountMinor();
    if (before != null && held != null) {
      problems.unless(
          amountMinor != null && amountMinor <= held, line, "lets go of a limit at once");
      problems.unless(
          !follows
              || nextFromMs
                  >= (before.follows()
                      ? before.nextFromMs()
                      : line.entry().createdAtMs() + RAISE_DELAY_MS),
          line,
          "raises a limit before its time");
    }
    limits.put(which, new Told(amountMinor, follows, nextFromMs));
  }

  private static @Nullable Long amount(Json told) {
    return told.isNull("amountMinor") ? null : Long.valueOf(told.number("amountMinor"));
  }

  private void compare(long player, Wallet wallet, long lastMs) {
    Safeguards safeguards = Safeguards.of(wallet);
    String who = "player " + player;
    for (PauseKind kind : PauseKind.values()) {
      long until = untilMs.getOrDefault(kind, 0L);
      problems.unless(
          safeguards.untilMs(kind) == (until > lastMs ? until : 0),
          who,
          "has a " + kind + " until " + safeguards.untilMs(kind) + ", the ledger says " + until);
    }
    problems.unless(
        Objects.equals(safeguards.freezeId(), freezeId),
        who,
        "has the freeze " + safeguards.freezeId() + ", the ledger says " + freezeId);
    PlayTotals totals = safeguards.totals();
    for (LimitWindow window : LimitWindow.values()) {
      for (LimitKind kind : LimitKind.values()) {
        Limit limit = safeguards.limit(kind, window);
        Told told = limits.getOrDefault(kind + " " + window, new Told(null, false, 0));
        Long amountMinor = limit == null ? null : Long.valueOf(limit.amountMinor());
        problems.unless(
            Objects.equals(amountMinor, told.amountMinor())
                && (limit == null ? 0 : limit.nextFromMs()) == told.nextFromMs(),
            who,
            "has a limit of " + amountMinor + ", the ledger says " + told);
        Sums sum = Objects.requireNonNull(sums.get(window));
        if (totals != null) {
          problems.unless(
              totals.of(window).usedMinor(kind) == sum.usedMinor(kind),
              who,
              "has used %d of %s per %s, by the ledger it is %d"
                  .formatted(totals.of(window).usedMinor(kind), kind, window, sum.usedMinor(kind)));
        }
      }
    }
    problems.unless(
        (totals != null) == !safeguards.limits().equals(List.of()), who, "counts for no limit");
  }
}
