package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What each kind of entry does to the {@link Model}, told from the rules and not from the code that
 * carries them out. A new kind needs its case in {@link #move}.
 */
final class Moves {
  /** Nothing else moves promotional money. */
  private static final Set<TransactionKind> MOVE_PROMO =
      Set.of(
          TransactionKind.PROMOTION,
          TransactionKind.BOX_OPENING,
          TransactionKind.REVERSAL,
          TransactionKind.IMPORT);

  private final Map<String, BoxDefinition> boxes = new HashMap<>();

  /** How many entries each player imported. */
  private final Map<Long, Long> imported = new HashMap<>();

  private final Model model;
  private final Problems problems;
  private final MarketMoves market;
  private final TradeMoves trades;
  private final ReversalMoves reversals;

  Moves(Model model, List<BoxDefinition> boxes) {
    this.model = model;
    this.problems = model.problems();
    this.market = new MarketMoves(model);
    this.trades = new TradeMoves(model);
    this.reversals = new ReversalMoves(model);
    boxes.forEach(box -> this.boxes.put(box.boxId(), box));
  }

  /**
   * Does what the entry says.
   *
   * @param transaction the entry and those of the other players
   */
  void move(Books.Line line, List<Books.Line> transaction) {
    TransactionKind kind = line.entry().kind();
    problems.unless(
        line.entry().promoMinor() == 0 || MOVE_PROMO.contains(kind),
        line,
        "moves promotional money");
    switch (kind) {
      case DEPOSIT -> model.accounts(line, Account.CASH_IN, Account.PLAYER);
      case BOX_OPENING -> open(line);
      case WITHDRAWAL_HOLD -> hold(line);
      case WITHDRAWAL_SETTLEMENT -> release(line, Account.CASH_OUT);
      case WITHDRAWAL_VOID -> release(line, Account.PLAYER);
      case REDEMPTION -> redeem(line);
      case TRANSFER_OUT -> giveAway(line, transaction);
      case TRANSFER_IN -> partner(line, transaction, TransactionKind.TRANSFER_OUT);
      case LISTING -> market.list(line);
      case DELISTING -> market.takeBack(line);
      case PURCHASE -> market.buy(line, partner(line, transaction, TransactionKind.SALE));
      case SALE -> partner(line, transaction, TransactionKind.PURCHASE);
      case TRADE_OFFER -> trades.offer(line);
      case TRADE -> trades.trade(line, partner(line, transaction, TransactionKind.TRADE));
      case TRADE_END -> trades.end(line);
      case REVERSAL -> reversals.reverse(line, transaction);
      case BATCH, LIMIT_CHANGE, PAUSE, FREEZE, RELEASE -> model.movesNoMoney(line);
      case PROMOTION -> grant(line);
      case IMPORT -> bring(line);
      default -> problems.add(line, "the model knows no such kind");
    }
  }

  /** The other player's half of a transaction between two, null and a problem without one. */
  private Books.@Nullable Line partner(
      Books.Line line, List<Books.Line> transaction, TransactionKind kind) {
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

  private void open(Books.Line line) {
    LedgerEntry entry = line.entry();
    BoxDefinition box = Objects.requireNonNull(boxes.get(entry.boxId()), "no such box");
    model.accounts(line, Account.PLAYER, Account.HOUSE);
    problems.unless(
        entry.amountMinor() == box.priceMinor() * entry.itemsIn().size(), line, "wrong price");
    pay(line);
    List<Json> told = line.reply().objects("items");
    problems.unless(told.size() == entry.itemsIn().size(), line, "tells of other items");
    for (int i = 0; i < entry.itemsIn().size(); i++) {
      UUID id = entry.itemsIn().get(i);
      Json item = told.get(i);
      problems.unless(item.id("itemId").equals(id), line, "tells of another item");
      Model.Thing made =
          new Model.Thing(
              item.text("definitionId"),
              item.number("valueMinor"),
              line.player(),
              entry.sequence());
      problems.unless(model.things.put(id, made) == null, line, "makes item " + id + " once more");
    }
  }

  /** Promotional money is spent first: the nodes run with the default. */
  private void pay(Books.Line line) {
    LedgerEntry entry = line.entry();
    long promoMinor = model.purseOf(line.player()).promoMinor;
    problems.unless(
        entry.promoMinor() == Math.min(entry.amountMinor(), promoMinor),
        line,
        "takes " + entry.promoMinor() + " of " + promoMinor + " of promotional money");
    Json receipt = line.reply();
    problems.unless(
        receipt.number("promoChargedMinor") == entry.promoMinor()
            && receipt.number("promoBalanceMinor") == entry.promoAfterMinor(),
        line,
        "tells of another charge");
  }

  private void grant(Books.Line line) {
    LedgerEntry entry = line.entry();
    model.accounts(line, Account.PROMO, Account.PLAYER);
    problems.unless(entry.promoMinor() == entry.amountMinor(), line, "gives cash");
    problems.unless(
        line.reply().number("promoBalanceMinor") == entry.promoAfterMinor(),
        line,
        "tells of another balance");
  }

  /** The callers of the check only ever bring, and nothing that was there before. */
  private void bring(Books.Line line) {
    LedgerEntry entry = line.entry();
    imported.merge(line.player(), 1L, Long::sum);
    problems.unless(
        entry.sequence() == imported.getOrDefault(line.player(), 0L),
        line,
        "is imported behind what was played");
    if (entry.amountMinor() == 0) {
      model.movesNoMoney(line);
    } else {
      boolean promo = entry.promoMinor() > 0;
      model.accounts(line, promo ? Account.PROMO : Account.IMPORT, Account.PLAYER);
      problems.unless(
          entry.promoMinor() == (promo ? entry.amountMinor() : 0),
          line,
          "mixes two kinds of money");
    }
    problems.unless(entry.itemsOut().isEmpty(), line, "takes items");
    for (Json item : line.reply().objects("items")) {
      Model.Thing made =
          new Model.Thing(
              item.text("definitionId"),
              item.number("valueMinor"),
              line.player(),
              entry.sequence());
      problems.unless(
          entry.itemsIn().contains(item.id("itemId"))
              && model.things.put(item.id("itemId"), made) == null,
          line,
          "makes item " + item.id("itemId") + " once more");
    }
  }

  private void hold(Books.Line line) {
    model.accounts(line, Account.PLAYER, Account.ESCROW);
    model.holds.put(
        new PendingKey(line.player(), line.key().transactionId()),
        new Model.Hold(line.entry().amountMinor(), line.reply().timeMs("expiresAt")));
  }

  private void release(Books.Line line, Account to) {
    UUID withdrawal = Objects.requireNonNull(line.entry().referenceId(), "no reference");
    Model.Hold hold = model.holds.remove(new PendingKey(line.player(), withdrawal));
    if (hold == null) {
      problems.add(line, "ends a withdrawal that is not open");
      return;
    }
    model.moves(line, Account.ESCROW, to, hold.amountMinor());
    model.endsInTime(line, withdrawal, hold.expiresAtMs());
  }

  private void redeem(Books.Line line) {
    LedgerEntry entry = line.entry();
    problems.unless(entry.itemsOut().size() == 1, line, "redeems not one item");
    Model.Thing thing = model.thing(line, entry.itemsOut().get(0), ItemState.OWNED);
    if (thing != null) {
      model.moves(line, Account.HOUSE, Account.PLAYER, thing.valueMinor);
      thing.state = ItemState.REDEEMED;
    }
  }

  private void giveAway(Books.Line out, List<Books.Line> transaction) {
    Books.Line in = partner(out, transaction, TransactionKind.TRANSFER_IN);
    if (in == null) {
      return;
    }
    model.movesNoMoney(out);
    model.movesNoMoney(in);
    model.items(out, List.of(), out.entry().itemsOut());
    model.items(in, out.entry().itemsOut(), List.of());
    model.handOver(out, in, out.entry().itemsOut());
  }
}
