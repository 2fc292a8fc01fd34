package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A grid in a few maps: carries commands out one after the other, and looks at every invariant. */
final class World implements State {
  final Map<Long, Wallet> wallets = new TreeMap<>();
  final Map<ItemKey, Item> items = new TreeMap<>();
  final Map<LedgerKey, LedgerEntry> entries = new TreeMap<>();
  final Map<PendingKey, Pending> pending = new TreeMap<>();
  final Map<PendingKey, Pending> ended = new TreeMap<>();
  final Map<SeedKey, RevealedSeed> revealed = new HashMap<>();
  final Map<String, Long> drawsLeft = new HashMap<>();
  final Map<BoxPlayerKey, GuaranteeCounter> counters = new HashMap<>();
  final Map<Long, LedgerStart> starts = new TreeMap<>();
  final Set<LedgerKey> closed = new TreeSet<>();
  private final Surroundings surroundings;
  private long nowMs = 5_000;
  private Rules rules;

  World() {
    this(Samples.CRATE);
  }

  World(BoxDefinition... boxes) {
    this(Samples.surroundings(boxes), boxes);
  }

  private World(Surroundings surroundings, BoxDefinition... boxes) {
    this.surroundings = surroundings;
    this.rules = surroundings.rules();
    for (BoxDefinition box : boxes) {
      if (box.stock() != null) {
        drawsLeft.put(box.boxId(), box.stock());
      }
    }
  }

  /** With the same seeds each time. */
  static World repeatable(BoxDefinition... boxes) {
    return new World(Samples.repeatableSurroundings(boxes), boxes);
  }

  /** The same once more; neither sees what happens to the other. */
  World copy() {
    World copy = new World(surroundings);
    copy.wallets.putAll(wallets);
    copy.items.putAll(items);
    copy.entries.putAll(entries);
    copy.pending.putAll(pending);
    copy.ended.putAll(ended);
    copy.revealed.putAll(revealed);
    copy.drawsLeft.putAll(drawsLeft);
    copy.counters.putAll(counters);
    copy.starts.putAll(starts);
    copy.closed.addAll(closed);
    copy.nowMs = nowMs;
    copy.rules = rules;
    return copy;
  }

  @Override
  public long drawsLeft(BoxPlayerKey key, int draws) {
    return Objects.requireNonNull(drawsLeft.get(key.boxId()));
  }

  @Override
  public boolean isClosed(LedgerKey key) {
    return closed.contains(key);
  }

  @Override
  public @Nullable GuaranteeCounter counter(BoxPlayerKey key) {
    return counters.get(key);
  }

  @Override
  public @Nullable Wallet wallet(long playerId) {
    return wallets.get(playerId);
  }

  @Override
  public @Nullable Item item(ItemKey key) {
    return items.get(key);
  }

  @Override
  public @Nullable LedgerEntry entry(LedgerKey key) {
    return entries.get(key);
  }

  @Override
  public List<LedgerEntry> latestEntries(long playerId, long fromMs, int limit) {
    List<LedgerEntry> latest = new ArrayList<>(ledgerOf(playerId));
    Collections.reverse(latest);
    return latest.stream().takeWhile(e -> e.createdAtMs() >= fromMs).limit(limit).toList();
  }

  @Override
  public @Nullable Pending pending(PendingKey key) {
    return pending.get(key);
  }

  Surroundings at() {
    return new Surroundings(
        nowMs, surroundings.currency(), rules, surroundings.seeds(), surroundings.boxes());
  }

  /** From now on it is this time, as 2026-03-01T00:00:00Z. */
  void setTime(String time) {
    nowMs = Instant.parse(time).toEpochMilli();
  }

  void setRules(Rules newRules) {
    rules = newRules;
  }

  void passMs(long ms) {
    nowMs += ms;
  }

  Outcome run(Command command) {
    if (command.plain() instanceof LedgerCommand ledgerCommand) {
      Outcome earlier = ledgerCommand.earlier(this);
      if (earlier != null) {
        return earlier;
      }
    }
    Decision decision = command.decide(this, at());
    assertThat(Invariants.violations(this, decision)).isEmpty();
    if (decision.outcome() instanceof Outcome.Refused) {
      assertThat(decision.wallets()).isEmpty();
      assertThat(decision.entries()).isEmpty();
      assertThat(decision.items()).isEmpty();
      assertThat(decision.itemsGone()).isEmpty();
      assertThat(decision.pending()).isEmpty();
      assertThat(decision.revealed()).isEmpty();
      assertThat(decision.sold()).isEmpty();
      assertThat(decision.counters()).isEmpty();
    }
    wallets.putAll(decision.wallets());
    entries.putAll(decision.entries());
    decision.itemsGone().forEach(items::remove);
    items.putAll(decision.items());
    decision
        .pending()
        .forEach(
            (key, value) -> {
              if (value.isOpen()) {
                pending.put(key, value);
              } else {
                pending.remove(key);
                ended.put(key, value);
              }
            });
    revealed.putAll(decision.revealed());
    decision.sold().forEach((key, draws) -> drawsLeft.merge(key.boxId(), -(long) draws, Long::sum));
    counters.putAll(decision.counters());
    return decision.outcome();
  }

  byte[] done(Command command) {
    Outcome outcome = run(command);
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).reply();
  }

  void refused(Command command, Refusal refusal) {
    assertThat(run(command))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(refusal));
  }

  void deposit(long player, long amountMinor) {
    done(new Deposit(player, UUID.randomUUID(), amountMinor));
  }

  /** Opens the sample crate once and tells the item. */
  UUID open(long player) {
    UUID id = UUID.randomUUID();
    done(new OpenBox(player, id, Samples.CRATE.boxId(), 1));
    return TransactionIds.ofItem(id, 0);
  }

  Wallet walletOf(long player) {
    return Objects.requireNonNull(wallets.get(player));
  }

  LedgerEntry entryOf(long player, UUID transactionId) {
    return Objects.requireNonNull(entries.get(new LedgerKey(player, transactionId)));
  }

  Item itemOf(long player, UUID itemId) {
    return Objects.requireNonNull(items.get(new ItemKey(player, itemId)));
  }

  /** What an account holds: all that was credited to it less all that was debited, minor units. */
  long balanceMinor(Account account) {
    return entries.values().stream()
        .mapToLong(
            entry ->
                (entry.creditAccount() == account ? entry.amountMinor() : 0)
                    - (entry.debitAccount() == account ? entry.amountMinor() : 0))
        .sum();
  }

  TicketTable crate() {
    return Samples.table(Samples.CRATE);
  }

  List<LedgerEntry> ledgerOf(long player) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().playerId() == player)
        .map(Map.Entry::getValue)
        .sorted((a, b) -> Long.compare(a.sequence(), b.sequence()))
        .toList();
  }
}
