package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Traceparent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TracedTest {
  private static final UUID ID = TransactionIds.ofKey(7, "key");
  private static final Traceparent FIRST = new Traceparent(1, 2, 3, 1);
  private static final Traceparent SECOND = new Traceparent(4, 5, 6, 0);

  private final World world = new World();

  @Test
  void theLedgerKeepsTheTraceOfTheRequestThatHadEffect() {
    world.done(new Traced(new Deposit(7, ID, 500), FIRST));
    world.done(new Traced(new Deposit(7, ID, 500), SECOND));

    assertThat(world.entryOf(7, ID).traceparent()).isEqualTo(FIRST);
  }

  @Test
  void bothSidesOfATransactionKeepIt() {
    world.deposit(7, 1_000);
    world.deposit(8, 1);
    UUID item = world.open(7);

    world.done(new Traced(new TransferItem(7, ID, item, 8), FIRST));

    assertThat(world.entryOf(7, ID).traceparent()).isEqualTo(FIRST);
    assertThat(world.entryOf(8, ID).traceparent()).isEqualTo(FIRST);
  }

  @Test
  void nothingElseDependsOnIt() {
    World plain = World.repeatable(Samples.CRATE);
    World traced = World.repeatable(Samples.CRATE);
    Command deposit = new Deposit(7, ID, 1_000);
    Command opening = new OpenBox(7, new UUID(1, 1), Samples.CRATE.boxId(), 2);

    byte[] first = plain.done(deposit);
    assertThat(traced.done(new Traced(deposit, FIRST))).isEqualTo(first);
    byte[] second = plain.done(opening);
    assertThat(traced.done(new Traced(opening, SECOND))).isEqualTo(second);

    LedgerEntry one = plain.entryOf(7, new UUID(1, 1));
    LedgerEntry other = traced.entryOf(7, new UUID(1, 1));
    assertThat(one.traceparent()).isNull();
    assertThat(other.hash()).isEqualTo(one.hash());
    assertThat(other).usingRecursiveComparison().ignoringFields("trace").isEqualTo(one);
    // The same seed is sealed under another nonce each time.
    assertThat(traced.walletOf(7))
        .usingRecursiveComparison()
        .ignoringFields("sealedServerSeed")
        .isEqualTo(plain.walletOf(7));
  }

  @Test
  void whatItReadsIsWhatItsCommandReads() {
    Command opening = new OpenBox(7, ID, "crate", 2);
    Command traced = new Traced(opening, FIRST);

    assertThat(traced.plain()).isSameAs(opening);
    assertThat(traced.playerId()).isEqualTo(7);
    assertThat(traced.players()).isEqualTo(opening.players());
    assertThat(traced.boxes()).isEqualTo(opening.boxes()).isNotEmpty();
    assertThat(traced.openings()).isEqualTo(opening.openings()).isNotEmpty();
    assertThat(traced.entries()).isEqualTo(opening.entries()).isNotEmpty();
    assertThat(new Traced(new RotateSeed(7), FIRST).repeatable()).isFalse();
  }

  @Test
  void aCommandHasOneTrace() {
    Traced once = new Traced(new RotateSeed(7), FIRST);

    assertThatIllegalArgumentException().isThrownBy(() -> new Traced(once, SECOND));
  }
}
