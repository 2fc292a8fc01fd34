package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Decision;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.State;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Carries commands out on {@link Books}, so that the checker's tests have right ones to spoil. */
final class SmallGrid implements State {
  private final Books books = Books.empty();
  private Surroundings surroundings = Samples.surroundings(Samples.CRATE);

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
  public @Nullable Pending pending(PendingKey key) {
    return books.pending().get(key);
  }
}
