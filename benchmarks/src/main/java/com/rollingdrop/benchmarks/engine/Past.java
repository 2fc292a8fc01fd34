package com.rollingdrop.benchmarks.engine;

import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.compute.command.Decision;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
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
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one player did before the load begins: a deposit, and openings by the real decision, one
 * after the other. Confined to one thread.
 */
final class Past implements State {
  private final long playerId;
  private final Surroundings at;
  private final SplittableRandom random;
  private final Decision deposit;
  private @Nullable Wallet wallet;

  Past(long playerId, Surroundings at, SplittableRandom random) {
    this.playerId = playerId;
    this.at = at;
    this.random = random;
    this.deposit = decide(new Deposit(playerId, key(), Work.FUNDS_MINOR));
  }

  /** What the player did first. Who leaves it out has money that no entry tells of. */
  Decision deposit() {
    return deposit;
  }

  /** Opens the box once more, and tells the ledger entry. */
  void open(BiConsumer<LedgerKey, LedgerEntry> told) {
    opening().entries().forEach(told);
  }

  /** Opens the box once more, and tells all that comes of it. */
  Decision opening() {
    return decide(new OpenBox(playerId, key(), Work.BOX.boxId(), 1));
  }

  /** Carries out one more command, and tells all that comes of it. */
  Decision decide(LedgerCommand command) {
    Decision decision = command.decide(this, at);
    wallet = Objects.requireNonNull(decision.wallets().get(playerId), decision.outcome()::toString);
    return decision;
  }

  /** Of a transaction that is new. */
  UUID key() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** The wallet as it is now. */
  Wallet wallet() {
    return Objects.requireNonNull(wallet);
  }

  @Override
  public @Nullable Wallet wallet(long ofPlayer) {
    return wallet;
  }

  @Override
  public @Nullable Item item(ItemKey key) {
    return null;
  }

  @Override
  public @Nullable LedgerEntry entry(LedgerKey key) {
    return null;
  }

  @Override
  public @Nullable Pending pending(PendingKey key) {
    return null;
  }

  @Override
  public List<LedgerEntry> latestEntries(long ofPlayer, long fromMs, int limit) {
    return List.of();
  }

  @Override
  public boolean isClosed(LedgerKey key) {
    return false;
  }

  @Override
  public long drawsLeft(BoxPlayerKey key, int draws) {
    throw new IllegalStateException("the box has no stock");
  }

  @Override
  public @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
    return null;
  }
}
