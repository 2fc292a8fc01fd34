package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Real time against the ledgers' order: what was answered before something else was asked stands
 * before it, and who was refused for lack of money lacked it at some moment of the call.
 */
final class OrderCheck {

  /**
   * When a transaction took effect, nanoseconds.
   *
   * @param earliest when it was first asked for; {@link Long#MIN_VALUE} when that is not known
   * @param latest when it was first known to have happened; {@link Long#MAX_VALUE} when it never
   *     was
   */
  private record Window(long earliest, long latest) {
    static final Window ANY_TIME = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    Window and(Window other) {
      return new Window(Math.min(earliest, other.earliest), Math.min(latest, other.latest));
    }
  }

  private final List<Operation> calls;
  private final Problems problems;
  private final Map<String, Long> prices = new HashMap<>();
  private final Map<LedgerKey, Window> windows = new HashMap<>();
  private final Map<Long, List<Books.Line>> ledgers;

  OrderCheck(List<Operation> calls, Books books, List<BoxDefinition> boxes, Problems problems) {
    this.calls = calls;
    boxes.forEach(box -> prices.put(box.boxId(), box.priceMinor()));
    this.problems = problems;
    this.ledgers = books.ledgers();
    for (Operation operation : calls) {
      LedgerKey key = operation.key();
      LedgerEntry entry = key == null ? null : books.ledger().get(key);
      if (key != null && entry != null) {
        windows.merge(key, window(operation, entry), Window::and);
      }
    }
  }

  private static Window window(Operation operation, LedgerEntry entry) {
    boolean asks = operation.mayHaveHappened() && operation.asks(entry);
    boolean seen = operation.isOk() || operation.isRefusedForAnother();
    return new Window(
        asks ? operation.invokedNanos() : Long.MAX_VALUE,
        seen ? operation.completedNanos() : Long.MAX_VALUE);
  }

  void check() {
    ledgers.values().forEach(this::checkOrder);
    for (Operation operation : calls) {
      if (operation.isRefused(Refusal.INSUFFICIENT_FUNDS)) {
        checkLackOfMoney(operation);
      }
    }
  }

  private void checkOrder(List<Books.Line> ledger) {
    long askedSoFar = Long.MIN_VALUE;
    for (Books.Line line : ledger) {
      Window window = windowOf(line);
      problems.unless(
          window.latest() >= askedSoFar,
          line,
          "was answered before something was asked that stands before it");
      askedSoFar = Math.max(askedSoFar, window.earliest());
    }
  }

  private Window windowOf(Books.Line line) {
    return ExpectedEntries.halves(line.key(), line.entry()).stream()
        .map(windows::get)
        .filter(Objects::nonNull)
        .reduce(Window::and)
        .orElse(Window.ANY_TIME);
  }

  private void checkLackOfMoney(Operation operation) {
    List<Books.Line> ledger = ledgers.getOrDefault(operation.command().playerId(), List.of());
    long costMinor = costMinor(operation);
    // The states that the refusal may have seen: after the last entry that was surely there, up to
    // the first that surely was not.
    boolean lacked = costMinor > 0;
    for (Books.Line line : ledger) {
      Window window = windowOf(line);
      if (window.earliest() > operation.completedNanos()) {
        break;
      }
      boolean lacks = spendableMinor(operation, line.entry()) < costMinor;
      lacked = window.latest() < operation.invokedNanos() ? lacks : lacked || lacks;
    }
    problems.unless(
        lacked, operation.command(), "was refused for lack of money that was there all the time");
  }

  /** Promotional money opens boxes and does nothing else. */
  private static long spendableMinor(Operation operation, LedgerEntry entry) {
    return entry.balanceAfterMinor()
        + (operation.command() instanceof OpenBox ? entry.promoAfterMinor() : 0);
  }

  private long costMinor(Operation operation) {
    if (operation.command() instanceof Withdraw withdrawal) {
      return withdrawal.amountMinor();
    }
    if (operation.command() instanceof OpenBox opening) {
      return prices.getOrDefault(opening.boxId(), 0L) * opening.count();
    }
    if (operation.command() instanceof BuyListing purchase) {
      return purchase.priceMinor();
    }
    if (operation.command() instanceof OfferTrade offer) {
      return offer.offeredMinor();
    }
    throw new IllegalArgumentException("the model knows no price of " + operation.command());
  }
}
