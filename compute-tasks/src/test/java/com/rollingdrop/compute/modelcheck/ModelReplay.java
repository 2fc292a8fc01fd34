package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The executable model: a single thread that follows the ledgers with books of its own (numbers in
 * maps), and in the end compares them with the grid's. It shares no code with the decisions.
 *
 * <p>Entries of several players under one transaction id are one transaction: it is followed when
 * it comes next in all their ledgers. A new kind of entry needs its case in {@link #move}.
 */
final class ModelReplay {
  private static final class Purse {
    private long availableMinor;
    private long heldMinor;
    private long promoMinor;
    private long sequence;
    private byte[] hash = new byte[32];
  }

  private static final class Thing {
    private final String definitionId;
    private final long valueMinor;
    private long owner;
    private long acquiredSequence;
    private boolean redeemed;

    Thing(String definitionId, long valueMinor, long owner, long acquiredSequence) {
      this.definitionId = definitionId;
      this.valueMinor = valueMinor;
      this.owner = owner;
      this.acquiredSequence = acquiredSequence;
    }
  }

  private record Hold(long amountMinor, long expiresAtMs) {}

  /** Nothing else moves promotional money. */
  private static final Set<TransactionKind> MOVE_PROMO =
      Set.of(TransactionKind.PROMOTION, TransactionKind.BOX_OPENING);

  private final Books books;
  private final Map<String, BoxDefinition> boxes = new HashMap<>();
  private final Problems problems;

  private final Map<Long, Purse> purses = new TreeMap<>();
  private final Map<UUID, Thing> things = new HashMap<>();
  private final Map<PendingKey, Hold> holds = new TreeMap<>();
  private final Map<Account, Long> totals = new EnumMap<>(Account.class);

  ModelReplay(Books books, List<BoxDefinition> boxes, Problems problems) {
    this.books = books;
    this.problems = problems;
    boxes.forEach(box -> this.boxes.put(box.boxId(), box));
  }

  void check() {
    followAll();
    compareWallets();
    compareItems();
    comparePending();
  }

  // ---- the order

  private void followAll() {
    Map<Long, List<Books.Line>> ledgers = books.ledgers();
    Map<UUID, Integer> parts = new HashMap<>();
    ledgers
        .values()
        .forEach(l -> l.forEach(line -> parts.merge(line.key().transactionId(), 1, Integer::sum)));
    Map<Long, Integer> next = new TreeMap<>();
    Map<UUID, List<Books.Line>> waiting = new HashMap<>();
    List<Long> players = new ArrayList<>(ledgers.keySet());
    ledgers.keySet().forEach(player -> next.put(player, 0));
    while (!players.isEmpty()) {
      long player = players.remove(players.size() - 1);
      List<Books.Line> ledger = Objects.requireNonNull(ledgers.get(player));
      int at = Objects.requireNonNull(next.get(player));
      if (at >= ledger.size()) {
        continue;
      }
      Books.Line line = ledger.get(at);
      UUID id = line.key().transactionId();
      List<Books.Line> together = waiting.computeIfAbsent(id, i -> new ArrayList<>());
      together.add(line);
      if (together.size() == Objects.requireNonNull(parts.get(id))) {
        waiting.remove(id);
        follow(together);
        for (Books.Line done : together) {
          next.merge(done.player(), 1, Integer::sum);
          players.add(done.player());
        }
      }
    }
    waiting
        .values()
        .forEach(l -> problems.add(l, "waits for its other half, which waits for something later"));
  }

  // ---- one transaction

  private void follow(List<Books.Line> transaction) {
    for (Books.Line line : transaction) {
      guarded(line, () -> move(line, transaction));
      book(line);
    }
  }

  private void guarded(Books.Line line, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      problems.add(line, "cannot be followed: " + e);
    }
  }

  private void book(Books.Line line) {
    LedgerEntry entry = line.entry();
    Purse purse = purses.computeIfAbsent(line.player(), p -> new Purse());
    problems.unless(entry.sequence() == purse.sequence + 1, line, "follows on #" + purse.sequence);
    problems.unless(
        Arrays.equals(Hashes.link(purse.hash, line.key(), entry), entry.hash()),
        line,
        "is not linked to the entry before");
    problems.unless(entry.amountMinor() >= 0, line, "has a negative amount");
    book(entry.creditAccount(), entry.amountMinor(), entry.promoMinor(), purse);
    book(entry.debitAccount(), -entry.amountMinor(), -entry.promoMinor(), purse);
    problems.unless(
        purse.availableMinor >= 0 && purse.heldMinor >= 0 && purse.promoMinor >= 0,
        line,
        "leaves less than nothing");
    problems.unless(
        purse.promoMinor == entry.promoAfterMinor(),
        line,
        "says "
            + entry.promoAfterMinor()
            + " of promotional money, the model has "
            + purse.promoMinor);
    problems.unless(
        purse.availableMinor == entry.balanceAfterMinor()
            && purse.heldMinor == entry.heldAfterMinor(),
        line,
        "says "
            + entry.balanceAfterMinor()
            + " and "
            + entry.heldAfterMinor()
            + " held, the model has "
            + purse.availableMinor
            + " and "
            + purse.heldMinor);
    purse.sequence = entry.sequence();
    purse.hash = entry.hash();
    // One difference is told once and not with every entry after it.
    purse.availableMinor = entry.balanceAfterMinor();
    purse.heldMinor = entry.heldAfterMinor();
    purse.promoMinor = entry.promoAfterMinor();
  }

  private void book(Account account, long amountMinor, long promoMinor, Purse purse) {
    totals.merge(account, amountMinor, Long::sum);
    if (account == Account.PLAYER) {
      purse.availableMinor += amountMinor - promoMinor;
      purse.promoMinor += promoMinor;
    } else if (account == Account.ESCROW) {
      purse.heldMinor += amountMinor;
    }
  }

  private void move(Books.Line line, List<Books.Line> transaction) {
    LedgerEntry entry = line.entry();
    problems.unless(
        entry.promoMinor() == 0 || MOVE_PROMO.contains(entry.kind()),
        line,
        "moves promotional money");
    switch (entry.kind()) {
      case DEPOSIT -> accounts(line, Account.CASH_IN, Account.PLAYER);
      case BOX_OPENING -> open(line);
      case WITHDRAWAL_HOLD -> hold(line);
      case WITHDRAWAL_SETTLEMENT -> release(line, Account.CASH_OUT);
      case WITHDRAWAL_VOID -> release(line, Account.PLAYER);
      case REDEMPTION -> redeem(line);
      case TRANSFER_OUT -> other(line, transaction, TransactionKind.TRANSFER_IN);
      case TRANSFER_IN -> handOver(line, transaction);
      case PROMOTION -> grant(line);
      case LIMIT_CHANGE, PAUSE -> accounts(line, Account.PLAYER, Account.PLAYER);
      default -> problems.add(line, "the model knows no such kind");
    }
  }

  private void accounts(Books.Line line, Account debit, Account credit) {
    problems.unless(
        line.entry().debitAccount() == debit && line.entry().creditAccount() == credit,
        line,
        "moves money from " + line.entry().debitAccount() + " to " + line.entry().creditAccount());
  }

  private void grant(Books.Line line) {
    LedgerEntry entry = line.entry();
    accounts(line, Account.PROMO, Account.PLAYER);
    problems.unless(entry.promoMinor() == entry.amountMinor(), line, "gives cash");
    problems.unless(
        reply(entry).number("promoBalanceMinor") == entry.promoAfterMinor(),
        line,
        "tells of another balance");
  }

  /** Promotional money is spent first: the nodes run with the default. */
  private void pay(Books.Line line) {
    LedgerEntry entry = line.entry();
    Purse purse = purses.computeIfAbsent(line.player(), p -> new Purse());
    problems.unless(
        entry.promoMinor() == Math.min(entry.amountMinor(), purse.promoMinor),
        line,
        "takes " + entry.promoMinor() + " of " + purse.promoMinor + " of promotional money");
    Json receipt = reply(entry);
    problems.unless(
        receipt.number("promoChargedMinor") == entry.promoMinor()
            && receipt.number("promoBalanceMinor") == entry.promoAfterMinor(),
        line,
        "tells of another charge");
  }

  private void open(Books.Line line) {
    LedgerEntry entry = line.entry();
    BoxDefinition box = Objects.requireNonNull(boxes.get(entry.boxId()), "no such box");
    accounts(line, Account.PLAYER, Account.HOUSE);
    problems.unless(
        entry.amountMinor() == box.priceMinor() * entry.itemsIn().size(), line, "wrong price");
    pay(line);
    List<Json> told = reply(entry).objects("items");
    problems.unless(told.size() == entry.itemsIn().size(), line, "tells of other items");
    for (int i = 0; i < entry.itemsIn().size(); i++) {
      UUID id = entry.itemsIn().get(i);
      Json item = told.get(i);
      problems.unless(item.text("itemId").equals(id.toString()), line, "tells of another item");
      Thing made =
          new Thing(
              item.text("definitionId"),
              item.number("valueMinor"),
              line.player(),
              entry.sequence());
      problems.unless(things.put(id, made) == null, line, "makes item " + id + " once more");
    }
  }

  private void hold(Books.Line line) {
    accounts(line, Account.PLAYER, Account.ESCROW);
    long expiresAtMs = Instant.parse(reply(line.entry()).text("expiresAt")).toEpochMilli();
    holds.put(
        new PendingKey(line.player(), line.key().transactionId()),
        new Hold(line.entry().amountMinor(), expiresAtMs));
  }

  private void release(Books.Line line, Account to) {
    LedgerEntry entry = line.entry();
    accounts(line, Account.ESCROW, to);
    UUID withdrawal = Objects.requireNonNull(entry.referenceId(), "no reference");
    Hold hold = holds.remove(new PendingKey(line.player(), withdrawal));
    if (hold == null) {
      problems.add(line, "ends a withdrawal that is not open");
      return;
    }
    problems.unless(hold.amountMinor() == entry.amountMinor(), line, "ends it with another amount");
    boolean timeIsUp = entry.createdAtMs() >= hold.expiresAtMs();
    problems.unless(
        timeIsUp == ExpectedEntries.isExpiry(line.key(), withdrawal),
        line,
        timeIsUp ? "comes after the withdrawal's time" : "expires it before its time");
  }

  private void redeem(Books.Line line) {
    LedgerEntry entry = line.entry();
    accounts(line, Account.HOUSE, Account.PLAYER);
    problems.unless(entry.itemsOut().size() == 1, line, "redeems not one item");
    Thing thing = owned(line, entry.itemsOut().get(0), line.player());
    if (thing != null) {
      problems.unless(thing.valueMinor == entry.amountMinor(), line, "pays another value");
      thing.redeemed = true;
    }
  }

  private void handOver(Books.Line in, List<Books.Line> transaction) {
    Books.Line out = other(in, transaction, TransactionKind.TRANSFER_OUT);
    if (out == null) {
      return;
    }
    problems.unless(in.entry().itemsIn().equals(out.entry().itemsOut()), in, "gets another item");
    for (UUID id : in.entry().itemsIn()) {
      Thing thing = owned(out, id, out.player());
      if (thing != null) {
        thing.owner = in.player();
        thing.acquiredSequence = in.entry().sequence();
      }
    }
  }

  private Books.@Nullable Line other(
      Books.Line line, List<Books.Line> transaction, TransactionKind kind) {
    problems.unless(line.entry().amountMinor() == 0, line, "moves money");
    for (Books.Line each : transaction) {
      if (each.entry().kind() == kind
          && Objects.equals(each.entry().counterpartyId(), line.player())
          && Objects.equals(line.entry().counterpartyId(), each.player())) {
        return each;
      }
    }
    problems.add(line, "has no " + kind + " in the other player's ledger");
    return null;
  }

  private @Nullable Thing owned(Books.Line line, UUID id, long player) {
    Thing thing = things.get(id);
    if (thing == null || thing.owner != player || thing.redeemed) {
      problems.add(line, "takes item " + id + ", which the player does not have");
      return null;
    }
    return thing;
  }

  private static Json reply(LedgerEntry entry) {
    return Json.of(new String(entry.reply(), StandardCharsets.UTF_8));
  }

  // ---- the end

  private void compareWallets() {
    long inWalletsMinor = 0;
    Set<Long> players = new HashSet<>(purses.keySet());
    players.addAll(books.wallets().keySet());
    for (long player : players) {
      Wallet wallet = books.wallets().get(player);
      Purse purse = purses.getOrDefault(player, new Purse());
      String who = "player " + player;
      if (wallet == null) {
        problems.add(who, "has a ledger and no wallet");
        continue;
      }
      inWalletsMinor += wallet.availableMinor() + wallet.heldMinor() + wallet.promoMinor();
      problems.unless(
          wallet.availableMinor() == purse.availableMinor
              && wallet.heldMinor() == purse.heldMinor
              && wallet.sequence() == purse.sequence,
          who,
          "the wallet has "
              + List.of(wallet.availableMinor(), wallet.heldMinor(), wallet.sequence())
              + ", the ledger ends with "
              + List.of(purse.availableMinor, purse.heldMinor, purse.sequence));
      problems.unless(
          wallet.promoMinor() == purse.promoMinor,
          who,
          "the wallet has "
              + wallet.promoMinor()
              + " of promotional money, the ledger ends with "
              + purse.promoMinor);
      problems.unless(
          Arrays.equals(wallet.ledgerHash(), purse.hash), who, "wallet and ledger end unlike");
    }
    long elsewhereMinor = 0;
    for (Account account :
        List.of(Account.HOUSE, Account.CASH_IN, Account.CASH_OUT, Account.PROMO)) {
      elsewhereMinor += totals.getOrDefault(account, 0L);
    }
    problems.unless(
        inWalletsMinor + elsewhereMinor == 0,
        "money",
        "the wallets hold " + inWalletsMinor + ", all others " + elsewhereMinor);
  }

  private void compareItems() {
    Set<UUID> seen = new HashSet<>();
    for (Map.Entry<ItemKey, Item> each : books.items().entrySet()) {
      ItemKey key = each.getKey();
      Item item = each.getValue();
      Thing thing = things.get(key.itemId());
      problems.unless(seen.add(key.itemId()), "item " + key.itemId(), "has two owners");
      if (thing == null) {
        problems.add("item " + key, "came from no opening");
        continue;
      }
      problems.unless(
          thing.owner == key.playerId(),
          "item " + key,
          "belongs to " + thing.owner + " by the ledgers");
      problems.unless(
          item.state() == (thing.redeemed ? ItemState.REDEEMED : ItemState.OWNED)
              && item.definitionId().equals(thing.definitionId)
              && item.valueMinor() == thing.valueMinor
              && item.acquiredSequence() == thing.acquiredSequence,
          "item " + key,
          "is another than by the ledgers: " + item.state() + " " + item.definitionId());
    }
    things.forEach((id, t) -> problems.unless(seen.contains(id), "item " + id, "is nowhere"));
  }

  private void comparePending() {
    for (Map.Entry<PendingKey, Pending> each : books.pending().entrySet()) {
      Hold hold = holds.get(each.getKey());
      problems.unless(
          hold != null
              && hold.amountMinor() == each.getValue().amountMinor()
              && hold.expiresAtMs() == each.getValue().expiresAtMs(),
          "pending " + each.getKey(),
          "does not follow from the ledger");
    }
    holds
        .keySet()
        .forEach(
            key ->
                problems.unless(
                    books.pending().containsKey(key), "pending " + key, "is open and not there"));
  }
}
