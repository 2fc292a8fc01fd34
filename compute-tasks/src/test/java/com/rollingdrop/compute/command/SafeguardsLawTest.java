package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Laws that hold of any history: random commands of three players over months, held against books
 * that this test keeps by itself from what was asked for and from what the ledgers say.
 */
class SafeguardsLawTest {
  private static final long DAY_MS = 86_400_000;
  private static final int STEPS = 1_500;
  private static final int PLAYERS = 3;
  private static final List<LimitKind> KINDS = List.of(LimitKind.values());
  private static final List<LimitWindow> WINDOWS = List.of(LimitWindow.values());

  /** What is no play: a pause lets it go on. */
  private static final Set<TransactionKind> NO_PLAY =
      Set.of(
          TransactionKind.REDEMPTION,
          TransactionKind.SALE,
          TransactionKind.TRANSFER_OUT,
          TransactionKind.WITHDRAWAL_HOLD,
          TransactionKind.DELISTING,
          TransactionKind.TRADE_END,
          TransactionKind.REVERSAL,
          TransactionKind.BATCH,
          TransactionKind.LIMIT_CHANGE,
          TransactionKind.PAUSE);

  /** A limit by the book: what holds, and what is to hold from when. */
  private record Page(@Nullable Long amountMinor, @Nullable Long nextMinor, long nextFromMs) {
    Page at(long nowMs) {
      return nextFromMs > 0 && nowMs >= nextFromMs ? new Page(nextMinor, null, 0) : this;
    }
  }

  private record Which(long player, LimitKind kind, LimitWindow window) {}

  private final World world = new World();
  private final Map<Which, Page> limits = new HashMap<>();
  private final Map<Long, Map<PauseKind, Long>> pauses = new HashMap<>();
  private final Map<String, Integer> outcomes = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noHistoryGetsAroundASafeguardOrIsRefusedWithoutOne(long seed) {
    Random random = new Random(seed);
    ZoneId zone = ZoneId.of(seed % 2 == 0 ? "UTC" : "America/New_York");
    world.setRules(Samples.rules(DAY_MS, zone));
    world.setTime("2026-02-20T00:00:00Z");
    for (long player = 1; player <= PLAYERS; player++) {
      world.deposit(player, 200_000);
    }
    for (int step = 0; step < STEPS; step++) {
      world.passMs(random.nextLong(random.nextInt(10) == 0 ? 3 * DAY_MS : DAY_MS / 24));
      List<LedgerCommand> commands = commands(random);
      LedgerCommand command =
          commands.size() == 1
              ? commands.get(0)
              : new Batch(commands.get(0).playerId(), UUID.randomUUID(), commands);
      step(command, commands, zone);
    }
    assertThat(outcomes).as("what came about").containsKeys("DONE", "LIMIT_REACHED");
  }

  private void step(LedgerCommand command, List<LedgerCommand> commands, ZoneId zone) {
    Map<Long, Long> sequences = new HashMap<>();
    world.wallets.forEach((player, wallet) -> sequences.put(player, wallet.sequence()));
    Outcome outcome = world.run(command);
    if (outcome instanceof Outcome.Refused refused) {
      outcomes.merge(refused.refusal().name(), 1, Integer::sum);
      if (commands.size() == 1) {
        refusedForAReason(command, refused.refusal(), zone);
      }
      return;
    }
    outcomes.merge("DONE", 1, Integer::sum);
    // A pause holds for what comes after it in its own batch too; each entry is looked at in turn.
    for (long player = 1; player <= PLAYERS; player++) {
      long asker = player;
      for (LedgerEntry entry : world.ledgerOf(player)) {
        if (entry.sequence() > Objects.requireNonNull(sequences.get(player))) {
          keptTo(asker, entry, zone);
          commands.stream()
              .filter(one -> one.playerId() == asker && isOf(one, entry))
              .forEach(this::note);
        }
      }
      assertThatTheWalletAgrees(player, zone);
    }
  }

  private boolean isOf(LedgerCommand command, LedgerEntry entry) {
    LedgerEntry own = world.entries.get(command.ledgerKey());
    return own != null && own.sequence() == entry.sequence();
  }

  /** Keeps the book of what was asked for. */
  private void note(LedgerCommand command) {
    long nowMs = world.at().nowMs();
    if (command instanceof SetLimit limit) {
      Which which = new Which(limit.playerId(), limit.kind(), limit.window());
      Page old = page(which);
      Long amountMinor = limit.amountMinor();
      Long before = old.amountMinor();
      Page page;
      if (before == null || (amountMinor != null && amountMinor <= before)) {
        page = new Page(amountMinor, null, 0);
      } else {
        Long next = old.nextMinor();
        boolean noMore =
            old.nextFromMs() > 0 && (next == null || (amountMinor != null && amountMinor <= next));
        page = new Page(before, amountMinor, noMore ? old.nextFromMs() : nowMs + DAY_MS);
      }
      limits.put(which, page);
    } else if (command instanceof Pause pause) {
      Integer days = pause.days();
      long untilMs = days == null ? Long.MAX_VALUE : nowMs + days * DAY_MS;
      long before = pausedUntilMs(pause.playerId(), pause.kind());
      assertThat(untilMs).as("a pause only gets longer").isGreaterThanOrEqualTo(before);
      pauses
          .computeIfAbsent(pause.playerId(), p -> new EnumMap<>(PauseKind.class))
          .put(pause.kind(), untilMs);
    }
  }

  private Page page(Which which) {
    return limits.getOrDefault(which, new Page(null, null, 0)).at(world.at().nowMs());
  }

  private long pausedUntilMs(long player, PauseKind kind) {
    long untilMs = pauses.getOrDefault(player, Map.of()).getOrDefault(kind, 0L);
    return untilMs > world.at().nowMs() ? untilMs : 0;
  }

  /** Nothing stands in the ledger that a pause or a limit of that moment forbids. */
  private void keptTo(long player, LedgerEntry entry, ZoneId zone) {
    for (PauseKind kind : PauseKind.values()) {
      if (pausedUntilMs(player, kind) > 0) {
        assertThat(NO_PLAY).as("in a " + kind).contains(entry.kind());
      }
    }
    if (entry.kind() == TransactionKind.REVERSAL) {
      return;
    }
    long[] moved = moved(entry);
    for (LimitKind kind : KINDS) {
      for (LimitWindow window : WINDOWS) {
        Long amountMinor = page(new Which(player, kind, window)).amountMinor();
        if (amountMinor != null && (kind == LimitKind.DEPOSIT ? moved[0] : moved[1]) > 0) {
          assertThat(used(kind, sums(player, window, zone, entry.sequence())))
              .as("%s %s of %d", kind, window, player)
              .isLessThanOrEqualTo(amountMinor);
        }
      }
    }
  }

  /** A refusal by a safeguard has a safeguard behind it. */
  private void refusedForAReason(LedgerCommand command, Refusal refusal, ZoneId zone) {
    long player = command.playerId();
    switch (refusal) {
      case PLAYER_PAUSED -> assertThat(pausedUntilMs(player, PauseKind.COOL_OFF)).isPositive();
      case PLAYER_EXCLUDED ->
          assertThat(pausedUntilMs(player, PauseKind.SELF_EXCLUSION)).isPositive();
      case LIMIT_REACHED -> assertThat(isBeyondALimit(command, zone)).as("%s", command).isTrue();
      case PAUSE_CANNOT_BE_SHORTENED ->
          assertThat(command)
              .isInstanceOfSatisfying(
                  Pause.class,
                  pause ->
                      assertThat(pausedUntilMs(player, pause.kind()))
                          .isGreaterThan(
                              world.at().nowMs() + Objects.requireNonNull(pause.days()) * DAY_MS));
      default -> {}
    }
  }

  private boolean isBeyondALimit(LedgerCommand command, ZoneId zone) {
    long deposits = command instanceof Deposit deposit ? deposit.amountMinor() : 0;
    long spends = 0;
    if (command instanceof OpenBox opening) {
      spends = 250L * opening.count();
    } else if (command instanceof BuyListing purchase) {
      spends = purchase.priceMinor();
    } else if (command instanceof AnswerTrade answer) {
      spends =
          Objects.requireNonNull(
                  world.pending.get(new PendingKey(answer.offererId(), answer.offerId())))
              .askedMinor();
    }
    for (LimitKind kind : KINDS) {
      for (LimitWindow window : WINDOWS) {
        Long amountMinor = page(new Which(command.playerId(), kind, window)).amountMinor();
        long[] sums = sums(command.playerId(), window, zone, Long.MAX_VALUE);
        sums[0] += deposits;
        sums[1] += spends;
        if (amountMinor != null && used(kind, sums) > amountMinor) {
          return true;
        }
      }
    }
    return false;
  }

  private void assertThatTheWalletAgrees(long player, ZoneId zone) {
    long nowMs = world.at().nowMs();
    Safeguards safeguards = Safeguards.of(world.walletOf(player)).at(nowMs);
    for (PauseKind kind : PauseKind.values()) {
      assertThat(safeguards.untilMs(kind)).isEqualTo(pausedUntilMs(player, kind));
    }
    PlayTotals totals = safeguards.totals();
    for (LimitWindow window : WINDOWS) {
      for (LimitKind kind : KINDS) {
        Limit limit = safeguards.limit(kind, window);
        Page page = page(new Which(player, kind, window));
        assertThat(limit == null ? null : limit.amountMinor()).isEqualTo(page.amountMinor());
        if (limit != null) {
          assertThat(limit.nextFromMs()).isEqualTo(page.nextFromMs());
        }
      }
      if (totals != null) {
        long[] sums = sums(player, window, zone, Long.MAX_VALUE);
        assertThat(
                List.of(
                    totals.of(window).depositedMinor(),
                    totals.of(window).spentMinor(),
                    totals.of(window).returnedMinor()))
            .as("%s of %d", window, player)
            .containsExactly(sums[0], sums[1], sums[2]);
      }
    }
  }

  private static long used(LimitKind kind, long[] sums) {
    return switch (kind) {
      case DEPOSIT -> sums[0];
      case SPEND -> sums[1];
      case LOSS -> Math.max(0, sums[1] - sums[2]);
    };
  }

  /** Deposited, spent and returned in the current window, up to an entry. */
  private long[] sums(long player, LimitWindow window, ZoneId zone, long upTo) {
    long fromMs = window.startMs(world.at().nowMs(), zone);
    long[] sums = new long[3];
    for (LedgerEntry entry : world.ledgerOf(player)) {
      boolean undone = entry.kind() == TransactionKind.REVERSAL;
      LedgerEntry of =
          undone ? world.entryOf(player, Objects.requireNonNull(entry.referenceId())) : entry;
      if (entry.sequence() <= upTo && of.createdAtMs() >= fromMs) {
        long[] moved = moved(of);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += undone ? -moved[i] : moved[i];
        }
      }
    }
    return sums;
  }

  private static long[] moved(LedgerEntry entry) {
    long minor = entry.amountMinor();
    return switch (entry.kind()) {
      case DEPOSIT -> new long[] {minor, 0, 0};
      case BOX_OPENING, PURCHASE -> new long[] {0, minor, 0};
      case REDEMPTION, SALE -> new long[] {0, 0, minor};
      case TRADE ->
          entry.walletDeltaMinor() < 0 ? new long[] {0, minor, 0} : new long[] {0, 0, minor};
      default -> new long[] {0, 0, 0};
    };
  }

  private List<LedgerCommand> commands(Random random) {
    long player = 1L + random.nextInt(PLAYERS);
    int count = random.nextInt(8) == 0 ? 2 + random.nextInt(3) : 1;
    List<LedgerCommand> commands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      commands.add(command(random, player));
    }
    return commands;
  }

  private LedgerCommand command(Random random, long player) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    long other = 1L + random.nextInt(PLAYERS);
    ItemKey mine = one(random, world.items.keySet(), key -> key.playerId() == player);
    ItemKey theirs = one(random, world.items.keySet(), key -> key.playerId() == other);
    PendingKey offer = one(random, world.pending.keySet(), key -> key.playerId() != player);
    LedgerKey past = one(random, world.entries.keySet(), key -> key.playerId() == player);
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> new Deposit(player, id, 1 + random.nextInt(2_000));
      case 3 ->
          new SetLimit(
              player,
              id,
              KINDS.get(random.nextInt(3)),
              WINDOWS.get(random.nextInt(3)),
              random.nextInt(5) == 0 ? null : (long) random.nextInt(6_000));
      case 4 ->
          random.nextInt(12) > 0
              ? new Deposit(player, id, 5)
              : random.nextInt(4) > 0
                  ? new Pause(player, id, PauseKind.COOL_OFF, 1 + random.nextInt(5))
                  : new Pause(player, id, PauseKind.SELF_EXCLUSION, 184 + random.nextInt(9));
      case 5, 6 -> mine == null ? open(player, id) : new Redeem(player, id, mine.itemId());
      case 7 ->
          mine == null
              ? open(player, id)
              : new ListItem(player, id, mine.itemId(), 1 + random.nextInt(900));
      case 8, 9 ->
          theirs == null
              ? open(player, id)
              : new BuyListing(
                  player,
                  id,
                  other,
                  theirs.itemId(),
                  Math.max(1, world.itemOf(other, theirs.itemId()).askMinor()));
      case 10, 11 ->
          theirs == null
              ? open(player, id)
              : new OfferTrade(
                  player,
                  id,
                  other,
                  List.of(),
                  List.of(theirs.itemId()),
                  random.nextBoolean() ? random.nextInt(900) : 0,
                  0,
                  30 * DAY_MS);
      case 12 ->
          mine == null
              ? open(player, id)
              : new OfferTrade(
                  player,
                  id,
                  other,
                  List.of(mine.itemId()),
                  List.of(),
                  0,
                  random.nextInt(900),
                  30 * DAY_MS);
      case 13, 14, 15 ->
          offer == null
              ? open(player, id)
              : new AnswerTrade(
                  player, id, offer.playerId(), offer.transactionId(), AnswerTrade.How.ACCEPT);
      case 16 ->
          mine == null ? open(player, id) : new TransferItem(player, id, mine.itemId(), other);
      case 17 ->
          past == null
              ? open(player, id)
              : new Reverse(
                  player,
                  id,
                  past.transactionId(),
                  world.entryOf(player, past.transactionId()).counterpartyId(),
                  "a mistake");
      default -> open(player, id);
    };
  }

  private static LedgerCommand open(long player, UUID id) {
    return new OpenBox(player, id, "crate", 1);
  }

  private static <K> @Nullable K one(Random random, Set<K> from, Predicate<K> which) {
    List<K> some = from.stream().filter(which).toList();
    return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
  }
}
