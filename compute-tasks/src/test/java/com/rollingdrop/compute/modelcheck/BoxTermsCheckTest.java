package com.rollingdrop.compute.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Boxes with a stock or a guarantee: right histories pass, each planted fault is found. */
class BoxTermsCheckTest {
  private static final long ANN = 1;
  private static final int WITHIN = 4;
  private static final BoxDefinition LIMITED = Samples.limited("limited", 7);

  private final BoxDefinition guaranteed = Samples.guaranteed("guaranteed", WITHIN);
  private final SmallGrid grid = new SmallGrid(Samples.CRATE, guaranteed, LIMITED);
  private final List<Operation> history = new ArrayList<>();

  @Test
  void everyRandomHistoryKeepsThePromiseAndItsReceiptsCanBeCountedAgain() {
    for (int round = 0; round < 30; round++) {
      Random random = new Random(round);
      int within = 2 + random.nextInt(4);
      BoxDefinition box = Samples.guaranteed("promise", within);
      SmallGrid world = new SmallGrid(box);
      List<Operation> told = new ArrayList<>();
      List<Command> commands = new ArrayList<>();
      commands.add(new Deposit(ANN, TransactionIds.ofKey(ANN, "d"), 1_000_000));
      for (int i = 0; i < 30; i++) {
        commands.add(
            new OpenBox(
                ANN, TransactionIds.ofKey(ANN, "o" + i), "promise", 1 + random.nextInt(10)));
      }
      commands.add(new RotateSeed(ANN));
      commands.forEach(each -> told.add(new Operation(0, each, 0, 0, world.call(each))));

      assertThat(Checker.problems(told, world.books(), List.of(box)))
          .as("within %s", within)
          .isEmpty();
      assertThat(allReplies(world).contains("\"guaranteed\":true")).isTrue();
    }
  }

  @Test
  void aRightHistoryHasNoProblems() {
    play();

    assertThat(problems()).isEmpty();
  }

  @Test
  void aCounterThatStandsStillIsFound() {
    play();
    edit(reply -> reply.replace("\"missesBefore\":1", "\"missesBefore\":0"));

    assertThat(problems()).anyMatch(p -> p.contains("counts otherwise than 1"));
  }

  @Test
  void aPromiseThatIsNotKeptIsFound() {
    play();
    edit(reply -> reply.replace("\"guaranteed\":true", "\"guaranteed\":false"));

    assertThat(problems()).anyMatch(p -> p.contains("after 3 misses is guaranteed or not against"));
  }

  @Test
  void anEndThatIsNotCountedIsFound() {
    play();
    edit(reply -> reply.replaceAll("\"missesAfter\":\\d", "\"missesAfter\":9"));

    assertThat(problems()).anyMatch(p -> p.contains("ends with other misses"));
  }

  @Test
  void oneDrawTooManyIsFound() {
    play();
    List<BoxDefinition> smaller = List.of(Samples.CRATE, guaranteed, Samples.limited("limited", 5));

    assertThat(Checker.problems(history, grid.books(), smaller))
        .anyMatch(p -> p.contains("limited: sold 1 too many"));
  }

  @Test
  void aFalseSoldOutIsFound() {
    play();
    OpenBox refused = new OpenBox(ANN, TransactionIds.ofKey(ANN, "false"), "limited", 1);
    history.add(new Operation(0, refused, 0, 0, new Answer.Refused("BOX_SOLD_OUT", "")));

    assertThat(problems()).anyMatch(p -> p.contains("there are 1 left"));
  }

  private void play() {
    call(new Deposit(ANN, TransactionIds.ofKey(ANN, "d"), 100_000));
    for (int i = 0; i < 30; i++) {
      call(new OpenBox(ANN, TransactionIds.ofKey(ANN, "g" + i), "guaranteed", 3));
    }
    call(new OpenBox(ANN, TransactionIds.ofKey(ANN, "l1"), "limited", 6));
    call(new OpenBox(ANN, TransactionIds.ofKey(ANN, "l2"), "limited", 2));
    assertThat(history.get(history.size() - 1).answer())
        .isInstanceOfSatisfying(
            Answer.Refused.class, r -> assertThat(r.code()).isEqualTo("BOX_SOLD_OUT"));
    call(new RotateSeed(ANN));
  }

  private void call(Command command) {
    history.add(new Operation(0, command, 0, 0, grid.call(command)));
  }

  private List<String> problems() {
    return Checker.problems(history, grid.books(), List.of(Samples.CRATE, guaranteed, LIMITED));
  }

  /** Changes every receipt of the box with a guarantee. */
  private void edit(UnaryOperator<String> change) {
    for (LedgerKey key : List.copyOf(grid.books().ledger().keySet())) {
      LedgerEntry entry = Objects.requireNonNull(grid.books().ledger().get(key));
      if ("guaranteed".equals(entry.boxId())) {
        String reply = change.apply(new String(entry.reply(), StandardCharsets.UTF_8));
        LedgerEntry changed =
            LedgerEntry.of(
                    entry.kind(), entry.debitAccount(), entry.creditAccount(), entry.amountMinor())
                .at(entry.sequence(), entry.createdAtMs())
                .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
                .boxId(entry.boxId())
                .itemsIn(entry.itemsIn())
                .fingerprint(entry.fingerprint())
                .reply(reply.getBytes(StandardCharsets.UTF_8))
                .hash(entry.hash())
                .build();
        grid.books().ledger().put(key, changed);
      }
    }
  }

  private static String allReplies(SmallGrid world) {
    StringBuilder all = new StringBuilder();
    world
        .books()
        .ledger()
        .values()
        .forEach(entry -> all.append(new String(entry.reply(), StandardCharsets.UTF_8)));
    return all.toString();
  }
}
