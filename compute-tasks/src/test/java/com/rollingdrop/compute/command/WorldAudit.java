package com.rollingdrop.compute.command;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Counterpart;
import com.rollingdrop.compute.audit.Holdings;
import com.rollingdrop.compute.audit.LedgerAudit;
import com.rollingdrop.compute.audit.Posting;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerKey;
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
    LedgerAudit audit = new LedgerAudit(player, chain);
    Holdings holdings = holdings(world, player);
    List<Posting> ledger =
        ledger(world, player).stream()
            .filter(posting -> posting.entry().sequence() <= holdings.sequence())
            .toList();
    audit.replay(ledger);
    for (Posting posting : ledger) {
      LedgerKey other = Counterpart.keyOf(posting);
      if (other != null && !Counterpart.mirrors(posting, world.entries.get(other))) {
        audit.withoutCounterpart(posting);
      }
    }
    audit.finish(holdings);
    return AuditTally.of(audit, holdings);
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
