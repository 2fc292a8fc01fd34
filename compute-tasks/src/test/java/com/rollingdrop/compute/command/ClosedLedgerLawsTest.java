package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Wherever a ledger is closed, what follows explains the same. */
class ClosedLedgerLawsTest {
  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Property
  void theAuditOfWhatIsLeftSeesWhatTheAuditOfAllSaw(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll @IntRange(min = 0, max = 30) int closed) {
    World world = Histories.begin();
    play(world, history);
    AuditTally before = audit(world);
    close(world, closed);
    AuditTally after = audit(world);

    assertThat(after.findings()).isEmpty();
    assertThat(after.entries() + after.closedEntries()).isEqualTo(before.entries());
    assertThat(after.draws()).isEqualTo(before.draws());
    for (Account account : Account.values()) {
      assertThat(after.sums().debitMinor(account)).isEqualTo(before.sums().debitMinor(account));
      assertThat(after.sums().creditMinor(account)).isEqualTo(before.sums().creditMinor(account));
    }
    assertThat(after.sums().promoMinor()).isEqualTo(before.sums().promoMinor());
  }

  @Property
  void playersGoOnOverClosedLedgersAndCloseThemFurther(
      @ForAll("histories") List<Histories.Choice> first,
      @ForAll("histories") List<Histories.Choice> second,
      @ForAll @IntRange(min = 0, max = 30) int closed,
      @ForAll @IntRange(min = 0, max = 30) int closedThen) {
    World world = Histories.begin();
    play(world, first);
    close(world, closed);
    play(world, second);
    assertThat(audit(world).findings()).isEmpty();
    close(world, closedThen);

    assertThat(audit(world).findings()).isEmpty();
  }

  /** Each step a moment after the one before. */
  private static void play(World world, List<Histories.Choice> history) {
    for (Histories.Choice choice : history) {
      world.passMs(1);
      Outcome unused = Histories.play(world, choice);
    }
  }

  /** Of each player as many of the oldest entries as that, less what something open keeps. */
  private static void close(World world, int entries) {
    for (long player = 1; player <= Histories.PLAYERS; player++) {
      List<LedgerEntry> ledger = world.ledgerOf(player);
      long beforeMs = entries < ledger.size() ? ledger.get(entries).createdAtMs() : Long.MAX_VALUE;
      var unused = WorldAudit.close(world, player, beforeMs);
    }
  }

  private static AuditTally audit(World world) {
    AuditTally all = new AuditTally();
    for (long player = 1; player <= Histories.PLAYERS; player++) {
      all.add(WorldAudit.audit(world, player, true));
    }
    all.closeBooks();
    return all;
  }
}
