package com.rollingdrop.ops.fraud;

import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.persistence.events.TransactionEvent;
import com.rollingdrop.persistence.events.TransactionEvent.EventItem;
import com.rollingdrop.persistence.events.TransactionEvent.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who plays for fun over some months: pays in, opens boxes in sessions, sells and deals at
 * fair prices, now and then gives a friend something, takes winnings out, and sometimes takes out
 * what was just paid in. Draws are those of the engine. What a player does is a function of the
 * seed.
 */
final class HonestPlayer {
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 24 * 60 * MINUTE_MS;
  private static final Origin ORIGIN = new Origin("eu-1", "1", "grid");

  private final long id;
  private final int players;
  private final SplittableRandom random;
  private final List<TicketTable> boxes;
  private final Consumer<TransactionEvent> events;
  private final byte[] serverSeed = new byte[32];
  private final Deque<Long> items = new ArrayDeque<>();
  private final Map<String, Integer> misses = new HashMap<>();

  /** How much somebody plays: most little, a few very much. */
  private final double appetite;

  private long nowMs;
  private long sequence;
  private long nonce;
  private long cashMinor;

  HonestPlayer(
      long id,
      int players,
      SplittableRandom random,
      List<TicketTable> boxes,
      long beginMs,
      Consumer<TransactionEvent> events) {
    this.id = id;
    this.players = players;
    this.random = random;
    this.boxes = boxes;
    this.events = events;
    this.nowMs = beginMs;
    this.appetite = Math.exp(random.nextGaussian());
    random.nextBytes(serverSeed);
  }

  void play(int sessions) {
    List<TicketTable> favourites = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      favourites.add(boxes.get(random.nextInt(boxes.size())));
    }
    for (int session = 0; session < sessions; session++) {
      nowMs += (long) (DAY_MS * (0.1 + 3 * random.nextDouble()));
      session(favourites);
    }
  }

  private void session(List<TicketTable> favourites) {
    TicketTable box = favourites.get(random.nextInt(favourites.size()));
    int openings = (int) Math.min(300, 1 + 12 * appetite * -Math.log(1 - random.nextDouble()));
    boolean binge = random.nextInt(60) == 0;
    for (int i = 0; i < (binge ? 3 * openings : openings); i++) {
      // Clicking through quickly, a pause now and then.
      nowMs += 1_500 + random.nextInt(10) * 800L + (random.nextInt(15) == 0 ? MINUTE_MS : 0);
      int count = random.nextInt(4) == 0 ? 1 + random.nextInt(10) : 1;
      if (cashMinor < box.priceMinor() * count) {
        long neededMinor = box.priceMinor() * count - cashMinor;
        deposit(neededMinor + (long) (box.priceMinor() * 20 * random.nextDouble()));
      }
      open(box, count);
      if (random.nextInt(3) > 0 && !items.isEmpty()) {
        redeem();
      }
    }
    deal();
    leave(box);
  }

  /** Deals with anybody at about the value, and a present to a friend or from one. */
  private void deal() {
    while (!items.isEmpty() && random.nextInt(3) == 0) {
      nowMs += MINUTE_MS;
      long valueMinor = items.removeFirst();
      long otherMinor = (long) (valueMinor * (0.6 + 0.6 * random.nextDouble()));
      switch (random.nextInt(4)) {
        case 0 -> {
          cashMinor += otherMinor;
          emit("SALE", otherMinor, anybody(), 0, 0, List.of(valueMinor));
        }
        case 1 -> emit("TRADE", 0, anybody(), otherMinor, valueMinor, List.of());
        case 2 -> emit("TRANSFER_OUT", 0, friend(), 0, 0, List.of(valueMinor));
        default -> emit("TRANSFER_IN", 0, friend(), 0, 0, List.of(otherMinor));
      }
    }
    if (cashMinor > 500 && random.nextInt(5) == 0) {
      long priceMinor = 1 + (long) (cashMinor * random.nextDouble() / 4);
      cashMinor -= priceMinor;
      long valueMinor = (long) (priceMinor * (0.9 + 0.8 * random.nextDouble()));
      emit("PURCHASE", priceMinor, anybody(), 0, 0, List.of(valueMinor));
    }
  }

  /** Takes winnings out; one session in fifty ends with a deposit that is regretted. */
  private void leave(TicketTable box) {
    if (random.nextInt(50) == 0) {
      long regrettedMinor = box.priceMinor() * (5 + random.nextInt(40));
      deposit(regrettedMinor);
      nowMs += 10 * MINUTE_MS;
      withdraw(regrettedMinor);
    } else if (cashMinor > 40 * box.priceMinor() && random.nextBoolean()) {
      nowMs += MINUTE_MS;
      withdraw(cashMinor - random.nextInt(100));
    }
  }

  private void deposit(long amountMinor) {
    cashMinor += amountMinor;
    emit("DEPOSIT", amountMinor, null, 0, 0, List.of());
  }

  private void withdraw(long amountMinor) {
    cashMinor -= amountMinor;
    emit("WITHDRAWAL_HOLD", amountMinor, null, 0, 0, List.of());
  }

  private void redeem() {
    long valueMinor = items.removeLast();
    cashMinor += valueMinor;
    emit("REDEMPTION", valueMinor, null, 0, 0, List.of(valueMinor));
  }

  private void open(TicketTable box, int count) {
    long chargedMinor = box.priceMinor() * count;
    cashMinor -= chargedMinor;
    nonce++;
    sequence++;
    Draws draws = new Draws(serverSeed, "client", nonce);
    List<EventItem> drawn = new ArrayList<>();
    for (int draw = 0; draw < count; draw++) {
      BoxItem item = draw(box, draws, draw);
      drawn.add(new EventItem("item", item.rarity(), item.valueMinor()));
      items.addLast(item.valueMinor());
      if (items.size() > 200) {
        items.removeFirst();
      }
    }
    events.accept(event("BOX_OPENING", chargedMinor, box, null, 0, 0, drawn));
  }

  private BoxItem draw(TicketTable box, Draws draws, int draw) {
    Guarantee guarantee = box.guarantee();
    if (guarantee == null) {
      return box.itemOf(draws.ticket(draw, box.totalTickets()));
    }
    int missed = misses.getOrDefault(box.boxId(), 0);
    boolean guaranteed = missed >= guarantee.within() - 1;
    var ranges = guaranteed ? box.guaranteed() : box.items();
    BoxItem item = ranges.itemOf(draws.ticket(draw, ranges.totalTickets()));
    misses.put(box.boxId(), guarantee.covers(item) ? 0 : missed + 1);
    return item;
  }

  /** One of five friends. */
  private long friend() {
    return Math.floorMod(id + 1 + random.nextInt(5), players);
  }

  private long anybody() {
    return random.nextInt(players);
  }

  private void emit(
      String kind,
      long amountMinor,
      @Nullable Long other,
      long receivedMinor,
      long givenMinor,
      List<Long> valuesMinor) {
    sequence++;
    List<EventItem> moved =
        valuesMinor.stream().map(value -> new EventItem("item", "COMMON", value)).toList();
    events.accept(event(kind, amountMinor, null, other, receivedMinor, givenMinor, moved));
  }

  private TransactionEvent event(
      String kind,
      long amountMinor,
      @Nullable TicketTable box,
      @Nullable Long other,
      long receivedMinor,
      long givenMinor,
      List<EventItem> moved) {
    return new TransactionEvent(
        nowMs,
        kind,
        new UUID(id, sequence),
        id,
        box == null ? null : box.boxId(),
        box == null ? null : box.version(),
        box == null ? null : box.oddsHash(),
        moved,
        amountMinor,
        moved.stream().mapToLong(EventItem::valueMinor).sum(),
        cashMinor,
        sequence,
        "USD",
        kind,
        0,
        other,
        null,
        0,
        0,
        null,
        receivedMinor,
        givenMinor,
        ORIGIN);
  }
}
