package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What travels between nodes arrives as it was sent. */
class CodecLawsTest {
  @Provide
  Arbitrary<List<Histories.Choice>> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<String> clientSeeds() {
    return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(64);
  }

  @Provide
  Arbitrary<List<Outcome>> outcomes() {
    Arbitrary<byte[]> replies = Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000);
    Arbitrary<String> details = Arbitraries.strings().ofMaxLength(300);
    return Arbitraries.<Outcome>oneOf(
            Combinators.combine(replies, Arbitraries.of(true, false)).as(Outcome.Done::new),
            Combinators.combine(Arbitraries.of(Refusal.class), details).as(Outcome.Refused::new),
            details.map(Outcome.Unknown::new))
        .list()
        .ofMaxSize(20);
  }

  @Property
  void commands(
      @ForAll("histories") List<Histories.Choice> history,
      @ForAll("clientSeeds") String clientSeed) {
    World world = Histories.begin();
    List<Command> commands =
        new ArrayList<>(
            List.of(new OpenWallet(7), new RotateSeed(8), new SetClientSeed(9, clientSeed)));
    for (Histories.Choice choice : history) {
      LedgerCommand command = Histories.command(world, choice);
      commands.add(command);
      world.run(command);
    }

    assertThat(CommandCodec.decodeCommands(CommandCodec.encodeCommands(commands)))
        .isEqualTo(commands);
  }

  @Property
  void outcomes(@ForAll("outcomes") List<Outcome> outcomes) {
    assertThat(CommandCodec.decodeOutcomes(CommandCodec.encodeOutcomes(outcomes)))
        .isEqualTo(outcomes);
  }

  @Property
  void anotherRequestHasAnotherFingerprint(@ForAll("histories") List<Histories.Choice> history) {
    World world = Histories.begin();
    List<LedgerCommand> commands = new ArrayList<>();
    for (Histories.Choice choice : history) {
      LedgerCommand command = Histories.command(world, choice);
      for (LedgerCommand other : commands) {
        boolean sameKey = command.ledgerKey().equals(other.ledgerKey());
        if (sameKey && !command.equals(other)) {
          assertThat(command.fingerprint()).isNotEqualTo(other.fingerprint());
        }
      }
      assertThat(command.fingerprint()).hasSize(32).isEqualTo(command.fingerprint());
      commands.add(command);
      world.run(command);
    }
  }
}
