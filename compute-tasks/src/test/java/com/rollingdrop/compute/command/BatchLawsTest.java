package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A batch is the sequence of its commands, or nothing. */
class BatchLawsTest {
  private static final long ANN = 1;
  private static final UUID ID = TransactionIds.ofKey(ANN, "law");

  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<List<Histories.Choice>> parts() {
    return Histories.any().map(choices -> choices.subList(0, Math.min(6, choices.size())));
  }

  @Property
  void aBatchDoesWhatItsCommandsDoOneAfterTheOtherOrNothing(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll("parts") List<Histories.Choice> parts) {
    World together = Histories.after(history);
    World apart = together.copy();
    // Made on the way, so that a command can use what the ones before it have made.
    World drafts = together.copy();
    List<LedgerCommand> commands = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    for (Histories.Choice part : parts) {
      Histories.Choice anns = new Histories.Choice(part.kind(), ANN, part.a(), part.b());
      LedgerCommand command = Histories.command(drafts, anns);
      if (command.playerId() == ANN
          && !(command instanceof Batch)
          && ids.add(command.transactionId())) {
        commands.add(command);
        drafts.run(command);
        outcomes.add(apart.run(command));
      }
    }
    if (commands.isEmpty()) {
      return;
    }
    Snapshot.Everything before = Snapshot.everything(together);
    Outcome outcome = together.run(new Batch(ANN, ID, commands));

    if (outcomes.stream().anyMatch(Outcome.Refused.class::isInstance)) {
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> {
                assertThat(refused.refusal()).isEqualTo(Refusal.BATCH_REFUSED);
                assertThat(refused.detail()).contains("Command " + firstRefused(outcomes) + " ");
              });
      assertThat(Snapshot.everything(together)).isEqualTo(before);
    } else {
      assertThat(outcome).isInstanceOf(Outcome.Done.class);
      assertThat(Snapshot.possessions(together)).isEqualTo(Snapshot.possessions(apart));
      sameLedgerAndTheBatchAfterIt(together, apart);
      assertThat(text(((Outcome.Done) outcome).reply())).endsWith(replies(outcomes));
    }
  }

  private static void sameLedgerAndTheBatchAfterIt(World together, World apart) {
    LedgerKey key = new LedgerKey(ANN, ID);
    apart.entries.forEach(
        (each, entry) ->
            assertThat(together.entryOf(each.playerId(), each.transactionId()).hash())
                .isEqualTo(entry.hash()));
    LedgerEntry batch = together.entryOf(ANN, ID);
    assertThat(together.entries).hasSize(apart.entries.size() + 1).containsKey(key);
    assertThat(batch.sequence()).isEqualTo(apart.walletOf(ANN).sequence() + 1);
    assertThat(batch.walletDeltaMinor()).isZero();
    assertThat(batch.heldDeltaMinor()).isZero();
  }

  private static int firstRefused(List<Outcome> outcomes) {
    int first = 0;
    while (!(outcomes.get(first) instanceof Outcome.Refused)) {
      first++;
    }
    return first;
  }

  private static String replies(List<Outcome> outcomes) {
    List<String> replies = new ArrayList<>();
    outcomes.forEach(outcome -> replies.add(text(((Outcome.Done) outcome).reply())));
    return "\"replies\":[" + String.join(",", replies) + "]}";
  }

  private static String text(byte[] reply) {
    return new String(reply, StandardCharsets.UTF_8);
  }
}
