package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.compute.audit.Posting;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds after every history of commands, whatever they are. */
class LedgerLawsTest {
  /** No pause of a history ends in it. */
  private static final List<TransactionKind> PLAY =
      List.of(
          TransactionKind.DEPOSIT,
          TransactionKind.PROMOTION,
          TransactionKind.BOX_OPENING,
          TransactionKind.PURCHASE,
          TransactionKind.LISTING,
          TransactionKind.TRADE_OFFER,
          TransactionKind.TRADE,
          TransactionKind.TRANSFER_IN);

  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Property
  void moneyIsConservedOverAllAccounts(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    long allMinor = 0;
    for (Account account : Account.values()) {
      allMinor += world.balanceMinor(account);
    }
    assertThat(allMinor).isZero();
    assertThat(world.balanceMinor(Account.PLAYER))
        .isEqualTo(
            world.wallets.values().stream()
                .mapToLong(wallet -> wallet.availableMinor() + wallet.promoMinor())
                .sum());
    assertThat(world.balanceMinor(Account.ESCROW))
        .isEqualTo(world.wallets.values().stream().mapToLong(Wallet::heldMinor).sum())
        .isEqualTo(world.pending.values().stream().mapToLong(Pending::amountMinor).sum());
    assertThat(world.balanceMinor(Account.TRADE)).isZero();
    assertThat(world.balanceMinor(Account.MARKET)).isNotNegative();
  }

  @Property
  void nobodyEverOwes(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    for (LedgerEntry entry : world.entries.values()) {
      assertThat(entry.amountMinor()).isNotNegative();
      assertThat(entry.balanceAfterMinor()).isBetween(0L, Amounts.BALANCE_MAX_MINOR);
      assertThat(entry.heldAfterMinor()).isNotNegative();
      assertThat(entry.promoAfterMinor()).isBetween(0L, Amounts.BALANCE_MAX_MINOR);
    }
  }

  @Property
  void promotionalMoneyComesFromGrantsAndPaysForOpeningsAndNothingElse(
      @ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    world.entries.forEach(
        (key, entry) -> {
          UUID target = entry.kind() == TransactionKind.REVERSAL ? entry.referenceId() : null;
          LedgerEntry moved = target == null ? entry : world.entryOf(key.playerId(), target);
          assertThat(entry.promoMinor())
              .isEqualTo(
                  switch (moved.kind()) {
                    case PROMOTION -> moved.amountMinor();
                    case BOX_OPENING -> moved.promoMinor();
                    default -> 0L;
                  })
              .isBetween(0L, entry.amountMinor());
        });
    world.wallets.forEach(
        (player, wallet) ->
            assertThat(wallet.promoMinor())
                .isEqualTo(
                    world.ledgerOf(player).stream().mapToLong(LedgerEntry::promoDeltaMinor).sum()));
  }

  @Property
  void aLimitedBoxSellsItsStockAndNoMore(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    long drawn =
        world.entries.values().stream()
            .filter(entry -> entry.kind() == TransactionKind.BOX_OPENING)
            .filter(entry -> Histories.LIMITED.boxId().equals(entry.boxId()))
            .mapToLong(entry -> entry.itemsIn().size())
            .sum();
    assertThat(world.drawsLeft.get(Histories.LIMITED.boxId()))
        .isEqualTo(Histories.STOCK - drawn)
        .isNotNegative();
  }

  @Property
  void whoPausesIsKeptFromPlay(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    boolean paused = false;
    for (LedgerEntry entry : world.ledgerOf(Histories.GUARDED)) {
      paused |= entry.kind() == TransactionKind.PAUSE;
      if (paused) {
        assertThat(entry.kind()).isNotIn(PLAY);
      }
    }
  }

  @Property
  void eachLedgerIsDenseAndLinkedAndEndsWithItsWallet(
      @ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    world.wallets.forEach(
        (player, wallet) -> {
          byte[] hash = new byte[32];
          long sequence = 0;
          for (Posting posting : WorldAudit.ledger(world, player)) {
            assertThat(posting.entry().sequence()).isEqualTo(++sequence);
            hash = LedgerChain.hash(hash, posting.key(), posting.entry());
            assertThat(posting.entry().hash()).isEqualTo(hash);
          }
          assertThat(wallet.sequence()).isEqualTo(sequence);
          assertThat(wallet.ledgerHash()).isEqualTo(hash);
        });
  }

  @Property
  void itemsAreMadeByOpeningsAndLeavePlayByRedemptionsAndReversalsOnly(
      @ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    Set<UUID> made = new HashSet<>();
    Map<UUID, ItemState> states = new HashMap<>();
    world.items.forEach((key, item) -> states.put(key.itemId(), item.state()));
    assertThat(world.items).hasSameSizeAs(states);
    for (LedgerEntry entry : world.entries.values()) {
      if (entry.kind() == TransactionKind.BOX_OPENING) {
        entry.itemsIn().forEach(item -> assertThat(made.add(item)).isTrue());
      }
    }
    assertThat(states.keySet()).isEqualTo(made);
    assertThat(states.values().stream().filter(state -> !state.isInPlay()).count())
        .isEqualTo(net(world, TransactionKind.REDEMPTION) + revoked(world));
  }

  @Property
  void theAuditFindsNothing(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    AuditTally all = new AuditTally();
    for (long player : world.wallets.keySet()) {
      all.add(WorldAudit.audit(world, player, true));
    }
    all.closeBooks();
    assertThat(all.findings()).isEmpty();
    assertThat(all.entries()).isEqualTo(world.entries.size());
    assertThat(all.sums().totalMinor()).isZero();
  }

  @Property
  void aRefusalChangesNothingAndDoesNotUseUpTheKey(
      @ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.begin();
    for (Histories.Choice choice : history) {
      LedgerCommand command = Histories.command(world, choice);
      Snapshot.Everything before = Snapshot.everything(world);
      if (world.run(command) instanceof Outcome.Refused refused) {
        assertThat(Snapshot.everything(world)).isEqualTo(before);
        assertThat(world.run(command)).isEqualTo(refused);
      }
    }
  }

  @Property
  void aRepeatedCommandIsAnsweredAsAtFirstAndChangesNothing(
      @ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.begin();
    Map<LedgerCommand, byte[]> replies = new HashMap<>();
    for (Histories.Choice choice : history) {
      LedgerCommand command = Histories.command(world, choice);
      if (world.run(command) instanceof Outcome.Done done) {
        assertThat(done.replayed()).isFalse();
        replies.put(command, done.reply());
      }
    }
    Snapshot.Everything after = Snapshot.everything(world);
    replies.forEach(
        (command, reply) ->
            assertThat(world.run(command)).isEqualTo(new Outcome.Done(reply, true)));
    assertThat(Snapshot.everything(world)).isEqualTo(after);
  }

  // Each value of a decision is compared field by field, which takes time.
  @Property(tries = 15)
  void theSameStateGivesTheSameDecision(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.begin();
    for (Histories.Choice choice : history) {
      LedgerCommand command = Histories.command(world, choice);
      assertThat(command.decide(world, world.at()))
          .usingRecursiveComparison()
          // The seed is the same, but it is sealed under another nonce each time.
          .ignoringFieldsMatchingRegexes(".*sealedServerSeed")
          .isEqualTo(command.decide(world.copy(), world.at()));
      world.run(command);
    }
  }

  @Property
  void noDecisionReadsWhatItsCommandDoesNotName(
      @ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.begin();
    for (Histories.Choice choice : history) {
      LedgerCommand command = Histories.command(world, choice);
      // What a batch makes itself cannot be named before.
      if (!(command instanceof Batch)) {
        WatchedState.decide(world, command);
      }
      world.run(command);
    }
  }

  @Property
  void eachEntryTellsWhatItsReplyTells(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.after(history);

    world.entries.forEach(
        (key, entry) ->
            assertThat(new String(entry.reply(), StandardCharsets.UTF_8))
                .startsWith(
                    "{\"transactionId\":\""
                        + key.transactionId()
                        + "\",\"kind\":\""
                        + entry.kind()
                        + "\",\"sequence\":"
                        + entry.sequence()
                        + ","));
  }

  @Property
  void everyRefusalSaysWhy(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.begin();
    for (Histories.Choice choice : history) {
      if (Histories.play(world, choice) instanceof Outcome.Refused refused) {
        assertThat(refused.detail()).endsWith(".").doesNotContain("null");
      }
    }
  }

  private static long net(World world, TransactionKind kind) {
    return count(world, kind) - reversed(world, kind).size();
  }

  private static long revoked(World world) {
    return reversed(world, TransactionKind.BOX_OPENING).stream()
        .mapToLong(entry -> entry.itemsOut().size())
        .sum();
  }

  private static long count(World world, TransactionKind kind) {
    return world.entries.values().stream().filter(entry -> entry.kind() == kind).count();
  }

  private static List<LedgerEntry> reversed(World world, TransactionKind kind) {
    return world.entries.entrySet().stream()
        .filter(each -> each.getValue().kind() == TransactionKind.REVERSAL)
        .filter(
            each -> {
              UUID target = each.getValue().referenceId();
              return target != null
                  && world.entryOf(each.getKey().playerId(), target).kind() == kind;
            })
        .map(Map.Entry::getValue)
        .toList();
  }
}
