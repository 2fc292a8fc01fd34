package com.rollingdrop.api.play;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.paging.Limit;
import com.rollingdrop.api.paging.Places;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.api.web.Times;
import com.rollingdrop.compute.client.OpenTrades;
import com.rollingdrop.compute.client.OpenTrades.Offer;
import com.rollingdrop.compute.client.Place;
import com.rollingdrop.grid.model.Pending;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The offers to trade that wait for an answer: of others to the player, or of the player. */
@RestController
final class OpenTradesController {
  private final OpenTrades trades;

  OpenTradesController(OpenTrades trades) {
    this.trades = trades;
  }

  /** The reply. */
  record Reply(List<Entry> offers, @Nullable String next) {}

  /** One offer. */
  record Entry(
      String offerId,
      String offererId,
      String recipientId,
      List<UUID> offeredItems,
      List<UUID> askedItems,
      long offeredMinor,
      long askedMinor,
      String createdAt,
      String expiresAt) {
    static Entry of(Offer offer) {
      Pending pending = offer.pending();
      return new Entry(
          offer.offerId().toString(),
          Long.toString(offer.offererId()),
          String.valueOf(pending.recipientId()),
          pending.offeredItems(),
          pending.askedItems(),
          pending.offeredMinor(),
          pending.askedMinor(),
          Times.iso(pending.createdAtMs()),
          Times.iso(pending.expiresAtMs()));
    }
  }

  @GetMapping(path = "/transactions/trade", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply open(
      @AuthenticationPrincipal Caller player,
      @RequestParam(name = "side", required = false) @Nullable String side,
      @RequestParam(name = "limit", required = false) @Nullable String limitText,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    if (side != null && !side.equals("made") && !side.equals("received")) {
      throw ProblemException.invalid("side", "must be received or made");
    }
    boolean made = "made".equals(side);
    int limit = Limit.of(limitText);
    String list = (made ? "trades-made/" : "trades-received/") + player.playerId();
    Place after = Places.of(list, cursor);
    // One more than asked for tells whether there is a next page.
    List<Offer> found =
        made
            ? trades.made(player.playerId(), after, limit + 1)
            : trades.received(player.playerId(), after, limit + 1);
    if (found.size() <= limit) {
      return new Reply(found.stream().map(Entry::of).toList(), null);
    }
    List<Offer> page = found.subList(0, limit);
    return new Reply(
        page.stream().map(Entry::of).toList(), Places.cursor(list, page.get(limit - 1).place()));
  }
}
