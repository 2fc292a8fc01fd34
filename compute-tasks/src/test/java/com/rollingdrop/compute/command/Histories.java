package com.rollingdrop.compute.command;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.Safeguards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random histories of all commands among three players. A history is a list of choices, and what a
 * choice means depends on the world that it meets: which item, withdrawal, offer or transaction it
 * points at. So a shorter history is a history too, and failures shrink.
 */
final class Histories {
  static final int PLAYERS = 3;

  /** Who takes limits and pauses: what is tried after a history is tried with the others. */
  static final long GUARDED = PLAYERS;

  static final long STOCK = 12;
  static final BoxDefinition LIMITED = Samples.limited("limited", STOCK);
  private static final BoxDefinition GUARANTEED = Samples.guaranteed("guaranteed", 4);
  private static final long NOBODY = PLAYERS + 1;
  private static final long FIRST_MINOR = 3_000;
  private static final long HOUR_MS = 3_600_000;
  private static final UUID NONE = new UUID(0, 0);
  private static final List<EndWithdrawal.How> END = List.of(EndWithdrawal.How.values());

  /** What a choice is about. */
  enum Kind {
    DEPOSIT,
    OPEN,
    WITHDRAW,
    END_WITHDRAWAL,
    REDEEM,
    TRANSFER,
    LIST,
    TAKE_BACK,
    BUY,
    OFFER,
    ANSWER,
    REVERSE,
    BATCH,
    OPEN_LIMITED,
    OPEN_GUARANTEED,
    GRANT,
    LIMIT,
    PAUSE,
    IMPORT,
    FREEZE,
    RELEASE;

    private boolean isGuard() {
      return this == LIMIT || this == PAUSE || this == FREEZE;
    }
  }

  /**
   * One step.
   *
   * @param player who, 1 … {@link #PLAYERS}
   * @param a points at something
   * @param b points at something else
   */
  record Choice(Kind kind, long player, int a, int b) {}

  private Histories() {}

  /** Up to 50 steps. */
  static Arbitrary<List<Choice>> any() {
    return choices(
            Arbitraries.frequency(
                Tuple.of(2, Kind.DEPOSIT),
                Tuple.of(6, Kind.OPEN),
                Tuple.of(2, Kind.WITHDRAW),
                Tuple.of(2, Kind.END_WITHDRAWAL),
                Tuple.of(2, Kind.REDEEM),
                Tuple.of(3, Kind.TRANSFER),
                Tuple.of(3, Kind.LIST),
                Tuple.of(1, Kind.TAKE_BACK),
                Tuple.of(3, Kind.BUY),
                Tuple.of(3, Kind.OFFER),
                Tuple.of(4, Kind.ANSWER),
                Tuple.of(3, Kind.REVERSE),
                Tuple.of(2, Kind.BATCH),
                Tuple.of(3, Kind.OPEN_LIMITED),
                Tuple.of(3, Kind.OPEN_GUARANTEED),
                Tuple.of(3, Kind.GRANT),
                Tuple.of(2, Kind.LIMIT),
                Tuple.of(1, Kind.PAUSE),
                Tuple.of(1, Kind.IMPORT),
                Tuple.of(2, Kind.FREEZE),
                Tuple.of(2, Kind.RELEASE)))
        .map(Histories::guarded)
        .list()
        .ofMinSize(1)
        .ofMaxSize(50);
  }

  private static Choice guarded(Choice choice) {
    return choice.kind().isGuard()
        ? new Choice(choice.kind(), GUARDED, choice.a(), choice.b())
        : choice;
  }

  /** One step of a kind. */
  static Arbitrary<Choice> one(Kind... kinds) {
    return choices(Arbitraries.of(kinds));
  }

  private static Arbitrary<Choice> choices(Arbitrary<Kind> kinds) {
    Arbitrary<Integer> pointers = Arbitraries.integers().between(0, 5_000);
    return Combinators.combine(kinds, Arbitraries.longs().between(1, PLAYERS), pointers, pointers)
        .as(Choice::new);
  }

  /** A world in which everybody has some money and three items. */
  static World begin() {
    World world = World.repeatable(Samples.CRATE, LIMITED, GUARANTEED);
    for (long player = 1; player <= PLAYERS; player++) {
      world.done(new Deposit(player, TransactionIds.ofKey(player, "first"), FIRST_MINOR));
      world.done(new OpenBox(player, TransactionIds.ofKey(player, "items"), "crate", 3));
    }
    return world;
  }

  /** A world in which the history has happened. */
  static World after(List<Choice> history) {
    World world = begin();
    history.forEach(choice -> play(world, choice));
    return world;
  }

  static Outcome play(World world, Choice choice) {
    return world.run(command(world, choice));
  }

  /** What the choice means now. Its id is new: nothing of it is in the ledger yet. */
  static LedgerCommand command(World world, Choice choice) {
    return command(world, choice, "step-" + world.entries.size() + "-" + world.ended.size());
  }

  private static LedgerCommand command(World world, Choice choice, String key) {
    long player = choice.player();
    UUID id = TransactionIds.ofKey(player, key + choice);
    int a = choice.a();
    int b = choice.b();
    return switch (choice.kind()) {
      case DEPOSIT -> new Deposit(player, id, 1 + b);
      case OPEN -> new OpenBox(player, id, a % 20 == 0 ? "none" : "crate", 1 + b % 3);
      case WITHDRAW -> new Withdraw(player, id, 1 + b, HOUR_MS, a % 2 == 0);
      case END_WITHDRAWAL -> endWithdrawal(world, choice, id);
      case REDEEM -> new Redeem(player, id, item(world, player, a));
      case TRANSFER -> new TransferItem(player, id, item(world, player, a), other(b));
      case LIST -> new ListItem(player, id, item(world, player, a), 1 + b);
      case TAKE_BACK -> new CancelListing(player, id, item(world, player, a));
      case BUY -> buy(world, choice, id);
      case OFFER -> offer(world, choice, id);
      case ANSWER -> answer(world, choice, id);
      case REVERSE -> reverse(world, choice, id);
      case BATCH -> batch(world, choice, id, key);
      case OPEN_LIMITED -> new OpenBox(player, id, LIMITED.boxId(), 1 + b % 4);
      case OPEN_GUARANTEED -> new OpenBox(player, id, GUARANTEED.boxId(), 1 + b % 5);
      case GRANT -> new GrantPromotion(player, id, 1 + b, "campaign-" + a % 3);
      case LIMIT -> limit(choice, id);
      case PAUSE ->
          a % 4 > 0
              ? new Pause(player, id, PauseKind.COOL_OFF, 1 + b % Pause.COOL_OFF_MAX_DAYS)
              : new Pause(player, id, PauseKind.SELF_EXCLUSION, null);
      // Refused, as everybody has played; what imports do is in ImportLawsTest.
      case IMPORT ->
          new Import(
              player,
              world.walletOf(player).sequence() + (a % 2 == 0 ? 1 : 2),
              1 + b,
              0,
              List.of(),
              List.of());
      case FREEZE -> new FreezeWithdrawals(player, id, "signal " + a % 3);
      case RELEASE -> new ReleaseWithdrawals(player, id, freeze(world, player, b), "looked into");
    };
  }

  /** Mostly the one that holds. */
  private static UUID freeze(World world, long player, int pointer) {
    UUID freezeId = Safeguards.of(world.walletOf(player)).freezeId();
    return freezeId == null || pointer % 5 == 0 ? NONE : freezeId;
  }

  private static LedgerCommand limit(Choice choice, UUID id) {
    LimitKind[] kinds = LimitKind.values();
    LimitWindow[] windows = LimitWindow.values();
    Long amountMinor = choice.b() % 8 == 0 ? null : Long.valueOf(choice.b());
    return new SetLimit(
        choice.player(),
        id,
        kinds[choice.a() % kinds.length],
        windows[choice.a() / kinds.length % windows.length],
        amountMinor);
  }

  private static LedgerCommand endWithdrawal(World world, Choice choice, UUID id) {
    PendingKey key = pending(world, PendingKind.WITHDRAWAL, choice);
    EndWithdrawal.How how = END.get(choice.b() % END.size());
    return new EndWithdrawal(choice.player(), id, key.transactionId(), how);
  }

  private static LedgerCommand buy(World world, Choice choice, UUID id) {
    List<ItemKey> all =
        world.items.keySet().stream()
            .filter(key -> world.itemOf(key.playerId(), key.itemId()).askMinor() > 0)
            .toList();
    if (all.isEmpty()) {
      return new BuyListing(choice.player(), id, other(choice.b()), NONE, 1);
    }
    ItemKey key = all.get(choice.a() % all.size());
    long wrongByMinor = choice.b() % 10 == 0 ? 1 : 0;
    long priceMinor = world.itemOf(key.playerId(), key.itemId()).askMinor() + wrongByMinor;
    return new BuyListing(choice.player(), id, key.playerId(), key.itemId(), priceMinor);
  }

  private static LedgerCommand offer(World world, Choice choice, UUID id) {
    long recipient = other(choice.b());
    UUID offered = item(world, choice.player(), choice.a());
    UUID asked = item(world, recipient, choice.b());
    boolean takes = choice.a() % 3 > 0 && !asked.equals(offered);
    long minor = choice.b() % 400;
    return new OfferTrade(
        choice.player(),
        id,
        recipient,
        List.of(offered),
        takes ? List.of(asked) : List.of(),
        choice.a() % 2 == 0 ? minor : 0,
        choice.a() % 2 == 0 ? 0 : minor,
        HOUR_MS);
  }

  private static LedgerCommand answer(World world, Choice choice, UUID id) {
    PendingKey key = pending(world, PendingKind.TRADE, choice);
    Pending offer = world.pending.get(key);
    Long recipient = offer == null ? null : offer.recipientId();
    boolean asOfferer = recipient == null || choice.b() % 5 == 0;
    long player = recipient == null || asOfferer ? key.playerId() : recipient;
    AnswerTrade.How how = AnswerTrade.How.ACCEPT;
    if (asOfferer) {
      how = AnswerTrade.How.CANCEL;
    } else if (choice.b() % 5 == 1) {
      how = AnswerTrade.How.DECLINE;
    }
    return new AnswerTrade(
        player,
        TransactionIds.ofKey(player, id.toString()),
        key.playerId(),
        key.transactionId(),
        how);
  }

  private static LedgerCommand reverse(World world, Choice choice, UUID id) {
    List<LedgerKey> all =
        Stream.concat(world.entries.keySet().stream(), world.closed.stream())
            .filter(key -> key.playerId() == choice.player())
            .toList();
    LedgerKey target = all.get(choice.a() % all.size());
    LedgerEntry entry = world.entries.get(target);
    Long with =
        choice.b() % 10 == 0 ? Long.valueOf(NOBODY) : entry == null ? null : entry.counterpartyId();
    return new Reverse(choice.player(), id, target.transactionId(), with, "a mistake");
  }

  private static LedgerCommand batch(World world, Choice choice, UUID id, String key) {
    Kind[] kinds = Kind.values();
    List<LedgerCommand> parts = new ArrayList<>();
    for (int i = 0; i < 1 + choice.b() % 4; i++) {
      // Everything but answers, whose player the choice does not say, batches, and imports.
      Kind kind = kinds[(choice.a() + 7 * i) % kinds.length];
      boolean notHere = kind.isGuard() && choice.player() != GUARDED;
      Choice part =
          new Choice(
              notHere || kind == Kind.ANSWER || kind == Kind.BATCH || kind == Kind.IMPORT
                  ? Kind.OPEN
                  : kind,
              choice.player(),
              choice.a() / kinds.length + i,
              choice.b() / 4 + i);
      parts.add(command(world, part, key + "-part-" + i));
    }
    return new Batch(choice.player(), id, parts);
  }

  private static long other(int pointer) {
    return 1 + pointer % NOBODY;
  }

  /** Mostly one that the player has. */
  private static UUID item(World world, long player, int pointer) {
    List<ItemKey> all =
        world.items.keySet().stream()
            .filter(key -> key.playerId() == player || pointer % 10 == 0)
            .toList();
    return all.isEmpty() ? NONE : all.get(pointer % all.size()).itemId();
  }

  private static PendingKey pending(World world, PendingKind kind, Choice choice) {
    List<PendingKey> all =
        world.pending.entrySet().stream()
            .filter(each -> each.getValue().kind() == kind)
            .map(Map.Entry::getKey)
            .filter(key -> kind == PendingKind.TRADE || key.playerId() == choice.player())
            .toList();
    return all.isEmpty() ? new PendingKey(choice.player(), NONE) : all.get(choice.a() % all.size());
  }
}
