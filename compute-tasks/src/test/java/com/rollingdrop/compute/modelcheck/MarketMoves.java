package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What players sell and buy, in the {@link Model}. */
final class MarketMoves {
  private static final BigDecimal FEE =
      BigDecimal.valueOf(Samples.RULES.marketFeeBasisPoints()).movePointLeft(4);

  private final Model model;

  MarketMoves(Model model) {
    this.model = model;
  }

  void list(Books.Line line) {
    model.movesNoMoney(line);
    model.items(line, List.of(), List.of());
    Model.Thing thing = model.thing(line, named(line), ItemState.OWNED);
    if (thing != null) {
      thing.state = ItemState.LISTED;
      thing.askMinor = line.reply().number("priceMinor");
    }
  }

  void takeBack(Books.Line line) {
    model.movesNoMoney(line);
    model.items(line, List.of(), List.of());
    Model.Thing thing = model.thing(line, named(line), ItemState.LISTED);
    if (thing != null) {
      thing.state = ItemState.OWNED;
      thing.askMinor = 0;
    }
  }

  void buy(Books.Line purchase, Books.@Nullable Line sale) {
    if (sale == null) {
      return;
    }
    UUID id = named(purchase);
    model.items(purchase, List.of(id), List.of());
    model.items(sale, List.of(), List.of(id));
    Model.Thing thing = model.thing(sale, id, ItemState.LISTED);
    if (thing != null) {
      model.moves(purchase, Account.PLAYER, Account.MARKET, thing.askMinor);
      model.moves(sale, Account.MARKET, Account.PLAYER, thing.askMinor - feeMinor(thing.askMinor));
      thing.acquiredWith(purchase);
    }
  }

  private static long feeMinor(long priceMinor) {
    return BigDecimal.valueOf(priceMinor)
        .multiply(FEE)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static UUID named(Books.Line line) {
    return line.reply().objects("items").get(0).id("itemId");
  }
}
