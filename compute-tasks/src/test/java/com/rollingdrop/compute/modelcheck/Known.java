package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.AnswerTrade;
import com.rollingdrop.compute.command.Batch;
import com.rollingdrop.compute.command.BuyListing;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.ListItem;
import com.rollingdrop.compute.command.OfferTrade;
import com.rollingdrop.compute.command.Redeem;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the callers know from the answers they got: a player's last items, withdrawals, offers,
 * transactions and commands, and what is for sale. Some of it is out of date, so that commands are
 * refused as well. Thread-safe.
 */
final class Known {
  private static final int KEPT_MAX = 48;
  private static final long ALL_PLAYERS = 0;

  /** An item that was put up for sale. */
  record Listing(long sellerId, UUID itemId, long priceMinor) {}

  /** An offer that was made. */
  record Offer(long offererId, UUID offerId, long recipientId) {}

  /** A transaction that took effect, with the other player if there was one. */
  record Past(UUID transactionId, @Nullable Long counterpartyId) {}

  private final Map<Long, List<UUID>> items = new HashMap<>();
  private final Map<Long, List<UUID>> withdrawals = new HashMap<>();
  private final Map<Long, List<Listing>> listings = new HashMap<>();
  private final Map<Long, List<Offer>> offers = new HashMap<>();
  private final Map<Long, List<Past>> past = new HashMap<>();
  private final Map<Long, List<LedgerCommand>> commands = new HashMap<>();

  /** Called before the command is sent, so that others may repeat it while it is under way. */
  synchronized void sending(LedgerCommand command) {
    keep(commands, command.playerId(), command);
    if (command instanceof Batch batch) {
      batch.commands().forEach(this::sending);
    }
  }

  synchronized void learn(LedgerCommand command, Answer.Ok ok) {
    learn(command, Json.of(ok.reply()));
  }

  private void learn(LedgerCommand command, Json reply) {
    long player = command.playerId();
    if (command instanceof Batch batch) {
      List<Json> replies = reply.objects("replies");
      for (int i = 0; i < replies.size(); i++) {
        learn(batch.commands().get(i), replies.get(i));
      }
    } else if (command instanceof Withdraw) {
      keep(withdrawals, player, command.transactionId());
    } else if (command instanceof Redeem redemption) {
      forget(items, player, redemption.itemId());
      keep(past, player, new Past(command.transactionId(), null));
    } else if (command instanceof TransferItem transfer) {
      goes(player, transfer.recipientId(), transfer.itemId());
      between(command, transfer.recipientId());
    } else if (command instanceof ListItem listing) {
      Listing made = new Listing(player, listing.itemId(), listing.priceMinor());
      keep(listings, player, made);
      keep(listings, ALL_PLAYERS, made);
    } else if (command instanceof BuyListing purchase) {
      goes(purchase.sellerId(), player, purchase.itemId());
      between(command, purchase.sellerId());
    } else if (command instanceof OfferTrade offer) {
      Offer open = new Offer(player, command.transactionId(), offer.recipientId());
      keep(offers, player, open);
      keep(offers, offer.recipientId(), open);
    } else if (command instanceof AnswerTrade answer) {
      learn(answer, reply);
    } else if (reply.has("items")) {
      items(reply, "items").forEach(item -> keep(items, player, item));
      keep(past, player, new Past(command.transactionId(), null));
    } else {
      keep(past, player, new Past(command.transactionId(), null));
    }
  }

  private void learn(AnswerTrade answer, Json reply) {
    if (answer.how() == AnswerTrade.How.ACCEPT) {
      items(reply, "itemsIn").forEach(i -> goes(answer.offererId(), answer.playerId(), i));
      items(reply, "itemsOut").forEach(i -> goes(answer.playerId(), answer.offererId(), i));
      between(answer, answer.offererId());
    }
  }

  private static List<UUID> items(Json reply, String name) {
    return reply.objects(name).stream().map(item -> item.id("itemId")).toList();
  }

  private void goes(long from, long to, UUID item) {
    forget(items, from, item);
    keep(items, to, item);
  }

  // Either of the two may ask for it to be reversed, though not of every kind.
  private void between(LedgerCommand command, long other) {
    keep(past, command.playerId(), new Past(command.transactionId(), other));
    keep(past, other, new Past(command.transactionId(), command.playerId()));
  }

  synchronized @Nullable UUID item(long player, Random random) {
    return one(items, player, random);
  }

  synchronized @Nullable UUID withdrawal(long player, Random random) {
    return one(withdrawals, player, random);
  }

  synchronized @Nullable Listing listing(long player, Random random) {
    return one(listings, player, random);
  }

  synchronized @Nullable Listing listingOfAnybody(Random random) {
    return one(listings, ALL_PLAYERS, random);
  }

  /** That the player made or got. */
  synchronized @Nullable Offer offer(long player, Random random) {
    return one(offers, player, random);
  }

  synchronized @Nullable Past past(long player, Random random) {
    return one(past, player, random);
  }

  synchronized @Nullable LedgerCommand command(long player, Random random) {
    return one(commands, player, random);
  }

  private static <T> void keep(Map<Long, List<T>> where, long player, T what) {
    List<T> kept = where.computeIfAbsent(player, p -> new ArrayList<>());
    if (kept.size() >= KEPT_MAX) {
      kept.remove(0);
    }
    kept.add(what);
  }

  private static <T> void forget(Map<Long, List<T>> where, long player, T what) {
    where.getOrDefault(player, new ArrayList<>()).remove(what);
  }

  private static <T> @Nullable T one(Map<Long, List<T>> from, long player, Random random) {
    List<T> kept = from.getOrDefault(player, List.of());
    int number = random.nextInt(KEPT_MAX);
    return kept.isEmpty() ? null : kept.get(number % kept.size());
  }
}
