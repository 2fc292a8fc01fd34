package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitedBoxTest {
  private static final long PLAYER = 7;

  private final World world = new World(Samples.limited("limited", 8));

  @BeforeEach
  void deposit() {
    world.deposit(PLAYER, 100_000);
  }

  @Test
  void anOpeningSellsAsManyAsItDrawsAndNamesTheStock() {
    byte[] reply = world.done(opening(3));

    assertThat(world.drawsLeft).containsEntry("limited", 5L);
    assertThat(new String(reply, StandardCharsets.UTF_8)).contains("\"stock\":8,");
  }

  @Test
  void whoAsksForMoreThanIsLeftGetsNothingAndIsToldWhatIsLeft() {
    world.done(opening(5));

    assertThat(world.run(opening(5)))
        .isEqualTo(
            new Outcome.Refused(
                Refusal.BOX_SOLD_OUT,
                "Box limited has no more than 3 draws left, the opening asks for 5."));
    world.done(opening(3));
    assertThat(world.run(opening(1)))
        .isEqualTo(new Outcome.Refused(Refusal.BOX_SOLD_OUT, "Box limited is sold out."));
  }

  @Test
  void theOpeningsOfABatchSellFromWhatTheOnesBeforeItLeft() {
    world.refused(batch(opening(5), opening(2), opening(2)), Refusal.BATCH_REFUSED);
    assertThat(world.drawsLeft).containsEntry("limited", 8L);

    world.done(batch(opening(5), opening(2), opening(1)));
    assertThat(world.drawsLeft).containsEntry("limited", 0L);
  }

  @Test
  void aReversedOpeningGivesNothingBackToTheStock() {
    OpenBox opening = opening(8);
    world.done(opening);

    world.done(new Reverse(PLAYER, UUID.randomUUID(), opening.transactionId(), null, "a mistake"));

    assertThat(world.drawsLeft).containsEntry("limited", 0L);
    world.refused(opening(1), Refusal.BOX_SOLD_OUT);
  }

  @Test
  void whoCannotPayBuysNothing() {
    world.refused(
        new OpenBox(PLAYER + 1, UUID.randomUUID(), "limited", 1), Refusal.INSUFFICIENT_FUNDS);

    assertThat(world.drawsLeft).containsEntry("limited", 8L);
  }

  private static OpenBox opening(int count) {
    return new OpenBox(PLAYER, UUID.randomUUID(), "limited", count);
  }

  private static Batch batch(LedgerCommand... commands) {
    return new Batch(PLAYER, UUID.randomUUID(), List.of(commands));
  }
}
