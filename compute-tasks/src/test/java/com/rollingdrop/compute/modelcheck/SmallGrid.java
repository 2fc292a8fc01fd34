package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Decision;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.State;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Carries commands out on {@link Books}, so that the checker's tests have right ones to spoil. */
final class SmallGrid implements State {
  private final Books books = Books.empty();
  private final Map<String, Long> stocks = new HashMap<>();
  private final Map<BoxPlayerKey, GuaranteeCounter> counters = new HashMap<>();
  private Surroundings surroundings;

  SmallGrid() {
    this(Samples.CRATE);
  }

  SmallGrid(BoxDefinition... boxes) {
    surroundings = Samples.surroundings(boxes);
    for (BoxDefinition box : boxes) {
      if (box.stock() != null) {
        stocks.put(box.boxId(), box.stock());
      }
    }
  }

  Books books() {
    return books;
  }

  void passMs(long ms) {
    surroundings =
        new Surroundings(
            surroundings.nowMs() + ms,
            surroundings.currency(),
            surroundings.rules(),
            surroundings.seeds(),
            surroundings.boxes());
  }

  Answer call(Command command) {
    Outcome outcome = outcome(command);
    if (outcome instanceof Outcome.Done done) {
      return new Answer.Ok(new String(done.reply(), StandardCharsets.UTF_8), done.replayed());
    }
    Outcome.Refused refused = (Outcome.Refused) outcome;
    return new Answer.Refused(refused.refusal().name(), refused.detail());
  }

  private Outcome outcome(Command command) {
    if (command instanceof LedgerCommand ledgerCommand) {
      LedgerEntry first = entry(ledgerCommand.ledgerKey());
      if (first != null) {
        return ledgerCommand.repeated(first);
      }
    }
    Decision decision = command.decide(this, surroundings);
    books.wallets().putAll(decision.wallets());
    books.ledger().putAll(decision.entries());
    decision.itemsGone().forEach(books.items()::remove);
    books.items().putAll(decision.items());
    decision.pending().forEach(this::put);
    books.revealed().putAll(decision.revealed());
    decision.sold().forEach((key, draws) -> stocks.merge(key.boxId(), -(long) draws, Long::sum));
    counters.putAll(decision.counters());
    return decision.outcome();
  }

  private void put(PendingKey key, Pending value) {
    if (value.isOpen()) {
      books.pending().put(key, value);
    } else {
      books.pending().remove(key);
    }
  }

  @Override
  public long drawsLeft(BoxPlayerKey key, int draws) {
    return Objects.requireNonNull(stocks.get(key.boxId()));
  }

  @Override
  public boolean isClosed(LedgerKey key) {
    return false;
  }

  @Override
  public @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
    return counters.get(key);
  }

  @Override
  public @Nullable Wallet wallet(long playerId) {
    return books.wallets().get(playerId);
  }

  @Override
  public @Nullable Item item(ItemKey key) {
    return books.items().get(key);
  }

  @Override
  public @Nullable LedgerEntry entry(LedgerKey key) {
    return books.ledger().get(key);
  }

  @Override
  public List<LedgerEntry> latestEntries(long playerId, long fromMs, int limit) {
    return books.ledgers().getOrDefault(playerId, List.of()).stream()
        .map(Books.Line::entry)
        .sorted(Comparator.comparingLong(LedgerEntry::sequence).reversed())
        .takeWhile(entry -> entry.createdAtMs() >= fromMs)
        .limit(limit)
        .toList();
  }

  @Override
  public @Nullable Pending pending(PendingKey key) {
    return books.pending().get(key);
  }
}
