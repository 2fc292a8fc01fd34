package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Counterpart;
import com.rollingdrop.compute.audit.Holdings;
import com.rollingdrop.compute.audit.Leaving;
import com.rollingdrop.compute.audit.LedgerAudit;
import com.rollingdrop.compute.audit.Posting;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A {@link World} as the audit reads it. */
final class WorldAudit {
  private WorldAudit() {}

  /** What the audit says of a player. */
  static AuditTally audit(World world, long player, boolean chain) {
    LedgerAudit audit = new LedgerAudit(player, chain, world.starts.get(player));
    Holdings holdings = holdings(world, player);
    List<Posting> ledger =
        ledger(world, player).stream()
            .filter(posting -> posting.entry().sequence() <= holdings.sequence())
            .toList();
    audit.replay(ledger);
    for (Posting posting : ledger) {
      LedgerKey other = Counterpart.keyOf(posting);
      if (other == null || Counterpart.mirrors(posting, world.entries.get(other))) {
        continue;
      }
      if (world.entries.containsKey(other)
          || !Counterpart.mayBeClosed(posting, world.starts.get(other.playerId()))) {
        audit.withoutCounterpart(posting);
      }
    }
    audit.finish(holdings);
    return AuditTally.of(audit, holdings);
  }

  /** Closes what may be closed of a ledger; tells how many entries. */
  static int close(World world, long player, long beforeMs) {
    LedgerStart start = world.starts.get(player);
    Set<UUID> listed = new HashSet<>(holdings(world, player).itemsListed());
    Set<UUID> transactions = new HashSet<>();
    world.pending.keySet().stream()
        .filter(key -> key.playerId() == player)
        .forEach(key -> transactions.add(key.transactionId()));
    List<Posting> leaving =
        Leaving.of(start, ledger(world, player), beforeMs, new Leaving.Open(transactions, listed))
            .postings();
    if (!leaving.isEmpty()) {
      LedgerAudit audit = new LedgerAudit(player, true, start);
      audit.replay(leaving);
      assertThat(audit.findings()).isEmpty();
      world.starts.put(player, audit.closed(box -> true, 0));
      for (Posting posting : leaving) {
        world.entries.remove(posting.key());
        world.closed.add(posting.key());
      }
    }
    return leaving.size();
  }

  static Holdings holdings(World world, long player) {
    Wallet wallet = world.wallet(player);
    long sequence = wallet == null ? 0 : wallet.sequence();
    Set<UUID> inPlay = new HashSet<>();
    Set<UUID> listed = new HashSet<>();
    long outOfPlay = 0;
    for (Map.Entry<ItemKey, Item> each : world.items.entrySet()) {
      if (each.getKey().playerId() != player) {
        continue;
      }
      if (!each.getValue().state().isInPlay()) {
        outOfPlay++;
        continue;
      }
      inPlay.add(each.getKey().itemId());
      if (each.getValue().state() == ItemState.LISTED) {
        listed.add(each.getKey().itemId());
      }
    }
    Map<UUID, Long> withdrawals = new HashMap<>();
    world.pending.forEach(
        (key, pending) -> {
          if (key.playerId() == player && pending.kind() == PendingKind.WITHDRAWAL) {
            withdrawals.put(key.transactionId(), pending.amountMinor());
          }
        });
    return new Holdings(
        wallet,
        ledger(world, player).stream()
            .filter(posting -> posting.entry().sequence() > sequence)
            .toList(),
        inPlay,
        listed,
        outOfPlay,
        withdrawals);
  }

  /** In order of the sequence. */
  static List<Posting> ledger(World world, long player) {
    return world.entries.entrySet().stream()
        .filter(each -> each.getKey().playerId() == player)
        .map(each -> new Posting(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingLong(posting -> posting.entry().sequence()))
        .toList();
  }
}
