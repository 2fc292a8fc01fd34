package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.FreezeWithdrawals;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.Import;
import com.rollingdrop.compute.command.ImportedItem;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Pause;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.ReleaseWithdrawals;
import com.rollingdrop.compute.command.Reverse;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.SetClientSeed;
import com.rollingdrop.compute.command.SetLimit;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of commands that players send. A new command needs a generator here, a case in {@link
 * ExpectedEntries}, and in {@link Moves} if its entries are of a new kind.
 */
final class Generators {
  private static final int SHORT_HOLD_MS = 2_000;
  private static final int LONG_HOLD_MS = 3_600_000;
  private static final List<LimitKind> LIMITS = List.of(LimitKind.values());
  private static final List<LimitWindow> WINDOWS = List.of(LimitWindow.values());

  /**
   * What a command may be made of.
   *
   * @param random all choices come from it
   * @param id transaction id of a command that is new
   */
  record Turn(Random random, long player, List<Long> players, UUID id, Known known) {
    /** Anybody, perhaps the player. */
    long anybody() {
      return players.get(random.nextInt(players.size()));
    }

    /** The same player's turn with an id of its own. */
    Turn part(int number) {
      return new Turn(
          random, player, players, TransactionIds.ofKey(player, id + "-" + number), known);
    }
  }

  /** Makes a command, null while too little is known for it. */
  @FunctionalInterface
  interface Generator {
    @Nullable Command next(Turn turn);
  }

  /** A generator and how often it has its turn beside the others. */
  record Share(int weight, Generator generator) {}

  /** The kinds that leave an entry in the ledger; any of them may stand in a batch. */
  private static final List<Share> OF_THE_LEDGER =
      List.of(
          new Share(10, Generators::deposit),
          new Share(26, Generators::open),
          new Share(10, Generators::withdraw),
          new Share(9, Generators::endWithdrawal),
          new Share(8, Generators::redeem),
          new Share(10, Generators::transfer),
          new Share(8, DealGenerators::list),
          new Share(3, DealGenerators::takeBack),
          new Share(9, DealGenerators::buy),
          new Share(10, DealGenerators::offer),
          new Share(12, DealGenerators::answer),
          new Share(6, Generators::reverse),
          new Share(7, Generators::repeat),
          new Share(8, Generators::openLimited),
          new Share(8, Generators::openGuaranteed),
          new Share(6, Generators::grant),
          new Share(2, Generators::setLimit),
          new Share(8, Generators::pause),
          new Share(4, Generators::freeze),
          new Share(6, Generators::release));

  private static final List<Share> ALL =
      Stream.concat(
              OF_THE_LEDGER.stream(),
              Stream.of(
                  new Share(10, Generators::batch),
                  new Share(4, Generators::reuseKey),
                  new Share(2, Generators::importAgain),
                  new Share(2, Generators::setClientSeed),
                  new Share(1, Generators::rotate)))
          .toList();

  /** Its guarantee comes true now and then. */
  static final BoxDefinition GUARANTEED = Samples.guaranteed("guaranteed", 4);

  private static final long STOCK = 300;
  private static final int FREEZE_REASONS = 6;

  private Generators() {}

  /** A box that some players have to themselves, and that they sell out. */
  static BoxDefinition limited(List<Long> players) {
    return Samples.limited("limited-" + players.get(0), STOCK);
  }

  /** All boxes that are opened. */
  static List<BoxDefinition> boxes(List<Long> players) {
    return List.of(Samples.CRATE, GUARANTEED, limited(players));
  }

  /** The command of a turn. */
  static Command next(Turn turn) {
    return next(turn, ALL);
  }

  private static Command next(Turn turn, List<Share> shares) {
    int number = turn.random().nextInt(shares.stream().mapToInt(Share::weight).sum());
    for (Share share : shares) {
      number -= share.weight();
      if (number < 0) {
        Command command = share.generator().next(turn);
        return command != null ? command : deposit(turn);
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  private static Command deposit(Turn turn) {
    return new Deposit(turn.player(), turn.id(), 1 + turn.random().nextInt(900));
  }

  private static OpenBox open(Turn turn) {
    return new OpenBox(
        turn.player(), turn.id(), Samples.CRATE.boxId(), 1 + turn.random().nextInt(3));
  }

  private static Command openLimited(Turn turn) {
    return new OpenBox(
        turn.player(), turn.id(), limited(turn.players()).boxId(), 1 + turn.random().nextInt(4));
  }

  private static Command openGuaranteed(Turn turn) {
    return new OpenBox(turn.player(), turn.id(), GUARANTEED.boxId(), 1 + turn.random().nextInt(5));
  }

  private static Command withdraw(Turn turn) {
    int holdForMs = turn.random().nextInt(4) == 0 ? SHORT_HOLD_MS : LONG_HOLD_MS;
    return new Withdraw(
        turn.player(),
        turn.id(),
        1 + turn.random().nextInt(600),
        holdForMs,
        turn.random().nextBoolean());
  }

  private static @Nullable Command endWithdrawal(Turn turn) {
    UUID withdrawal = turn.known().withdrawal(turn.player(), turn.random());
    EndWithdrawal.How how =
        turn.random().nextBoolean() ? EndWithdrawal.How.SETTLE : EndWithdrawal.How.VOID;
    return withdrawal == null ? null : new EndWithdrawal(turn.player(), turn.id(), withdrawal, how);
  }

  private static @Nullable Command redeem(Turn turn) {
    UUID item = turn.known().item(turn.player(), turn.random());
    return item == null ? null : new Redeem(turn.player(), turn.id(), item);
  }

  private static @Nullable Command transfer(Turn turn) {
    UUID item = turn.known().item(turn.player(), turn.random());
    return item == null ? null : new TransferItem(turn.player(), turn.id(), item, turn.anybody());
  }

  /** Of a transaction that took effect; now and then with the wrong counterparty. */
  private static @Nullable Command reverse(Turn turn) {
    Known.Past past = turn.known().past(turn.player(), turn.random());
    if (past == null) {
      return null;
    }
    boolean right = turn.random().nextInt(10) > 0;
    return new Reverse(
        turn.player(),
        turn.id(),
        past.transactionId(),
        right ? past.counterpartyId() : Long.valueOf(turn.anybody()),
        "by request " + turn.id());
  }

  /**
   * A few commands of the player, an opening first, whose items the next ones may use at once. Some
   * of them may be repetitions.
   */
  private static Command batch(Turn turn) {
    OpenBox opening = open(turn.part(0));
    Map<UUID, LedgerCommand> parts = new LinkedHashMap<>();
    parts.put(opening.transactionId(), opening);
    if (turn.random().nextBoolean()) {
      UUID drawn = Hashes.derivedId("item:" + opening.transactionId() + ":0");
      LedgerCommand use =
          turn.random().nextBoolean()
              ? new Redeem(turn.player(), turn.part(1).id(), drawn)
              : new TransferItem(turn.player(), turn.part(1).id(), drawn, turn.anybody());
      parts.put(use.transactionId(), use);
    }
    int more = turn.random().nextInt(3);
    for (int number = 2; number < 2 + more; number++) {
      if (next(turn.part(number), OF_THE_LEDGER) instanceof LedgerCommand part
          && !(part instanceof Batch)
          && !part.transactionId().equals(turn.id())) {
        parts.put(part.transactionId(), part);
      }
    }
    return new Batch(turn.player(), turn.id(), List.copyOf(parts.values()));
  }

  /** An earlier command once more; it may still be under way. */
  private static @Nullable Command repeat(Turn turn) {
    return turn.known().command(turn.player(), turn.random());
  }

  /** Another request under the key of an earlier one. */
  private static @Nullable Command reuseKey(Turn turn) {
    LedgerCommand earlier = turn.known().command(turn.player(), turn.random());
    return earlier == null
        ? null
        : new Deposit(turn.player(), earlier.transactionId(), 1_000 + turn.random().nextInt(900));
  }

  private static Command setClientSeed(Turn turn) {
    return new SetClientSeed(turn.player(), "mine-" + Integer.toHexString(turn.random().nextInt()));
  }

  /** For one player in three, and high enough to be played against for a while. */
  private static @Nullable Command setLimit(Turn turn) {
    if (turn.player() % 3 != 0) {
      return null;
    }
    LimitKind kind = LIMITS.get(turn.random().nextInt(LIMITS.size()));
    LimitWindow window = WINDOWS.get(turn.random().nextInt(WINDOWS.size()));
    Long amountMinor =
        turn.random().nextInt(8) == 0 ? null : 8_000L + turn.random().nextInt(90_000);
    return new SetLimit(turn.player(), turn.id(), kind, window, amountMinor);
  }

  /** For one player in eight: a pause outlasts the history. */
  private static @Nullable Command pause(Turn turn) {
    if (turn.player() % 8 != 0) {
      return null;
    }
    return turn.random().nextInt(4) > 0
        ? new Pause(turn.player(), turn.id(), PauseKind.COOL_OFF, 1 + turn.random().nextInt(42))
        : new Pause(turn.player(), turn.id(), PauseKind.SELF_EXCLUSION, null);
  }

  /** One of a few reasons, some of which have frozen the player before. */
  private static Command freeze(Turn turn) {
    int reason = turn.random().nextInt(FREEZE_REASONS);
    return new FreezeWithdrawals(turn.player(), freezeId(turn, reason), "reason " + reason);
  }

  private static Command release(Turn turn) {
    UUID freezeId = freezeId(turn, turn.random().nextInt(FREEZE_REASONS));
    return new ReleaseWithdrawals(turn.player(), turn.id(), freezeId, "looked into");
  }

  private static UUID freezeId(Turn turn, int reason) {
    return TransactionIds.ofKey(turn.player(), "freeze-" + reason);
  }

  private static Command rotate(Turn turn) {
    return new RotateSeed(turn.player());
  }

  /** What a player brings along before anything else: money of either kind, and an item. */
  static List<Import> imports(long player) {
    ImportedItem item =
        new ImportedItem(
            Hashes.derivedId("imported:" + player), "relic", "Relic", "rare", 700, 1_000, null);
    return List.of(
        new Import(player, 1, 4_000 + player % 100, 0, List.of(), List.of(item)),
        new Import(player, 2, 0, 300, List.of(), List.of()));
  }

  /** An importer that is late, or sends the first one once more. */
  private static Command importAgain(Turn turn) {
    return turn.random().nextBoolean()
        ? imports(turn.player()).get(0)
        : new Import(turn.player(), 2 + turn.random().nextInt(60), 5_000, 0, List.of(), List.of());
  }

  private static Command grant(Turn turn) {
    return new GrantPromotion(
        turn.player(),
        turn.id(),
        1 + turn.random().nextInt(600),
        "campaign-" + turn.random().nextInt(3));
  }
}
