package com.rollingdrop.fraud;

import com.rollingdrop.fraud.FunnelState.Deal;
import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.grid.settings.FraudSettings;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many players' items or money that come to one player for little in return, as when accounts are
 * emptied into one. Looked at from the side of the one who gets, so that one player's events are
 * enough. Transfers, trades and sales on the market count, items at the value that the house gives
 * for them. Another player is a sender when no more than {@code funnel-return-percent-max} percent
 * of what came from there went back within the window. A signal is given once a day when there are
 * {@code funnel-senders-min} senders whose gifts are worth {@code funnel-value-min-minor} together.
 */
final class Funnel implements Rule {
  private static final int VERSION = 1;
  private static final long HOUR_MS = 3_600_000;

  private record Sums(long receivedMinor, long givenMinor) {
    Sums plus(Sums other) {
      return new Sums(receivedMinor + other.receivedMinor, givenMinor + other.givenMinor);
    }
  }

  private final FraudSettings settings;
  private final long windowMs;

  Funnel(FraudSettings settings) {
    this.settings = settings;
    this.windowMs = settings.funnelWindowHours() * HOUR_MS;
  }

  @Override
  public List<Signal> follow(PlayerState player, TransactionEvent event, boolean isNext) {
    Sums moved = moved(event);
    Long otherId = event.counterpartyId();
    if (moved == null || otherId == null) {
      return List.of();
    }
    FunnelState state = player.funnel();
    state.add(
        new Deal(
            event.timestampMs(),
            otherId,
            moved.receivedMinor(),
            moved.givenMinor(),
            event.transactionId()),
        windowMs);
    return moved.receivedMinor() == 0 ? List.of() : look(state, event);
  }

  private static @Nullable Sums moved(TransactionEvent event) {
    return switch (event.kind()) {
      case "TRANSFER_IN" -> new Sums(event.totalValueMinor(), 0);
      case "TRANSFER_OUT" -> new Sums(0, event.totalValueMinor());
      case "PURCHASE" -> new Sums(event.totalValueMinor(), event.amountMinor());
      case "SALE" -> new Sums(event.amountMinor(), event.totalValueMinor());
      case "TRADE" -> new Sums(event.receivedMinor(), event.givenMinor());
      default -> null;
    };
  }

  private List<Signal> look(FunnelState state, TransactionEvent event) {
    Map<Long, Sums> byOther = new HashMap<>();
    for (Deal deal : state.deals()) {
      Sums sums = new Sums(deal.receivedMinor(), deal.givenMinor());
      byOther.merge(deal.otherId(), sums, Sums::plus);
    }
    byOther.values().removeIf(sums -> !isGift(sums));
    long giftsMinor =
        byOther.values().stream().mapToLong(s -> s.receivedMinor() - s.givenMinor()).sum();
    boolean found =
        byOther.size() >= settings.funnelSendersMin()
            && giftsMinor >= settings.funnelValueMinMinor();
    if (!found || !state.days.isFirst(event.timestampMs())) {
      return List.of();
    }
    List<UUID> gifts = new ArrayList<>();
    for (Deal deal : state.deals()) {
      if (byOther.containsKey(deal.otherId()) && deal.receivedMinor() > 0) {
        gifts.add(deal.transactionId());
      }
    }
    return List.of(
        Signal.of(
            FraudRule.FUNNEL,
            VERSION,
            Severity.of(giftsMinor, settings.funnelValueMinMinor()),
            event,
            "until " + Days.of(event.timestampMs()),
            Map.of(
                "senders",
                (long) byOther.size(),
                "sendersMin",
                (long) settings.funnelSendersMin(),
                "giftsMinor",
                giftsMinor,
                "giftsMinMinor",
                settings.funnelValueMinMinor()),
            gifts,
            byOther.keySet().stream().sorted().toList()));
  }

  private boolean isGift(Sums sums) {
    return sums.receivedMinor() > 0
        && sums.givenMinor() * 100 <= sums.receivedMinor() * settings.funnelReturnPercentMax();
  }
}
