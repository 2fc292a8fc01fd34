package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.PendingKey;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What players offer each other, in the {@link Model}. */
final class TradeMoves {
  private final Model model;
  private final Problems problems;

  TradeMoves(Model model) {
    this.model = model;
    this.problems = model.problems();
  }

  void offer(Books.Line line) {
    model.movesNoMoney(line);
    model.items(line, List.of(), List.of());
    Json told = line.reply();
    model.offers.put(
        new PendingKey(line.player(), line.key().transactionId()),
        new Model.Offer(
            told.number("recipientId"),
            told.ids("offeredItems"),
            told.ids("askedItems"),
            told.number("offeredMinor"),
            told.number("askedMinor"),
            told.timeMs("expiresAt")));
  }

  /** Does nothing for the second of the two halves. */
  void trade(Books.Line line, Books.@Nullable Line other) {
    UUID id = Objects.requireNonNull(line.entry().referenceId(), "no reference");
    if (other == null || isFollowed(other)) {
      return;
    }
    boolean offerersHalf = model.offers.containsKey(new PendingKey(line.player(), id));
    Books.Line offerer = offerersHalf ? line : other;
    Books.Line acceptor = offerersHalf ? other : line;
    Model.Offer offer = model.offers.remove(new PendingKey(offerer.player(), id));
    if (offer == null) {
      problems.add(line, "carries out an offer that is not open");
      return;
    }
    problems.unless(acceptor.player() == offer.recipientId(), line, "is accepted by somebody else");
    model.endsInTime(acceptor, id, offer.expiresAtMs());
    half(
        offerer,
        offer.askedItems(),
        offer.offeredItems(),
        offer.askedMinor(),
        offer.offeredMinor());
    half(
        acceptor,
        offer.offeredItems(),
        offer.askedItems(),
        offer.offeredMinor(),
        offer.askedMinor());
    model.handOver(offerer, acceptor, offer.offeredItems());
    model.handOver(acceptor, offerer, offer.askedItems());
  }

  private boolean isFollowed(Books.Line line) {
    return model.followed.containsKey(line.key());
  }

  private void half(Books.Line line, List<UUID> in, List<UUID> out, long inMinor, long outMinor) {
    model.items(line, in, out);
    if (inMinor > 0) {
      model.moves(line, Account.TRADE, Account.PLAYER, inMinor);
    } else {
      model.moves(line, Account.PLAYER, Account.TRADE, outMinor);
    }
  }

  void end(Books.Line line) {
    LedgerEntry entry = line.entry();
    model.movesNoMoney(line);
    model.items(line, List.of(), List.of());
    UUID id = Objects.requireNonNull(entry.referenceId(), "no reference");
    long offererId = line.reply().number("offererId");
    Model.Offer offer = model.offers.remove(new PendingKey(offererId, id));
    if (offer == null) {
      problems.add(line, "ends an offer that is not open");
      return;
    }
    long mayEnd = line.reply().text("how").equals("DECLINE") ? offer.recipientId() : offererId;
    problems.unless(line.player() == mayEnd, line, "ends an offer of somebody else");
    model.endsInTime(line, id, offer.expiresAtMs());
  }
}
