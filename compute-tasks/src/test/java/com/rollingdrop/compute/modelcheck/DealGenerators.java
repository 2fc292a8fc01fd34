package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.CancelListing;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.modelcheck.Generators.Turn;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What players do with each other: sales, purchases, offers to trade and their answers. */
final class DealGenerators {
  private static final int SHORT_OFFER_MS = 2_000;
  private static final int LONG_OFFER_MS = 3_600_000;

  private DealGenerators() {}

  static @Nullable Command list(Turn turn) {
    UUID item = turn.known().item(turn.player(), turn.random());
    // Small prices too, so that fees are rounded.
    return item == null
        ? null
        : new ListItem(turn.player(), turn.id(), item, 1 + turn.random().nextInt(400));
  }

  static @Nullable Command takeBack(Turn turn) {
    Known.Listing listing = turn.known().listing(turn.player(), turn.random());
    return listing == null ? null : new CancelListing(turn.player(), turn.id(), listing.itemId());
  }

  /** Now and then at a price that is not asked. */
  static @Nullable Command buy(Turn turn) {
    Known.Listing listing = turn.known().listingOfAnybody(turn.random());
    if (listing == null) {
      return null;
    }
    long wrongByMinor = turn.random().nextInt(10) == 0 ? 1 : 0;
    return new BuyListing(
        turn.player(),
        turn.id(),
        listing.sellerId(),
        listing.itemId(),
        listing.priceMinor() + wrongByMinor);
  }

  static @Nullable Command offer(Turn turn) {
    Random random = turn.random();
    long recipient = turn.anybody();
    UUID offered = turn.known().item(turn.player(), random);
    UUID asked = turn.known().item(recipient, random);
    boolean gives = random.nextInt(4) > 0;
    boolean takes = random.nextInt(4) > 0;
    List<UUID> out = gives && offered != null ? List.of(offered) : List.of();
    List<UUID> in = takes && asked != null && !asked.equals(offered) ? List.of(asked) : List.of();
    if (out.isEmpty() && in.isEmpty()) {
      return null;
    }
    int amountMinor = random.nextInt(200);
    int who = random.nextInt(3);
    return new OfferTrade(
        turn.player(),
        turn.id(),
        recipient,
        out,
        in,
        who == 0 ? amountMinor : 0,
        who == 1 ? amountMinor : 0,
        random.nextInt(4) == 0 ? SHORT_OFFER_MS : LONG_OFFER_MS);
  }

  /** Mostly what the player may answer. */
  static @Nullable Command answer(Turn turn) {
    Known.Offer offer = turn.known().offer(turn.player(), turn.random());
    if (offer == null) {
      return null;
    }
    boolean asRecipient =
        (turn.player() == offer.recipientId()) != (turn.random().nextInt(20) == 0);
    AnswerTrade.How how = AnswerTrade.How.CANCEL;
    if (asRecipient) {
      how = turn.random().nextInt(4) > 0 ? AnswerTrade.How.ACCEPT : AnswerTrade.How.DECLINE;
    }
    return new AnswerTrade(turn.player(), turn.id(), offer.offererId(), offer.offerId(), how);
  }
}
