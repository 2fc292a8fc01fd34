package com.rollingdrop.compute.client;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import java.util.List;
import java.util.UUID;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.IndexQueryCriteriaBuilder;
import org.apache.ignite.cache.query.IndexQueryCriterion;
import org.jspecify.annotations.Nullable;

/** Offers to trade that wait for an answer, newest first. Thread-safe. */
public final class OpenTrades {
  private final Ignite ignite;

  public OpenTrades(Ignite ignite) {
    this.ignite = ignite;
  }

  /** An offer; {@link Pending#recipientId} says to whom. */
  public record Offer(long offererId, UUID offerId, Pending pending) {
    /** Where it stands among the others. */
    public Place place() {
      return new Place(pending.createdAtMs(), offerId);
    }
  }

  /**
   * Offers that a player made.
   *
   * @param after only offers behind this place, null for the beginning
   */
  public List<Offer> made(long playerId, @Nullable Place after, int limit) {
    return read(
        CacheConfigurations.PENDING_BY_PLAYER,
        List.of(
            IndexQueryCriteriaBuilder.eq("playerId", playerId),
            IndexQueryCriteriaBuilder.eq("kind", PendingKind.TRADE.name())),
        after,
        limit);
  }

  /**
   * Offers to a player.
   *
   * @param after only offers behind this place, null for the beginning
   */
  public List<Offer> received(long playerId, @Nullable Place after, int limit) {
    return read(
        CacheConfigurations.PENDING_BY_RECIPIENT,
        List.of(IndexQueryCriteriaBuilder.eq("recipientId", playerId)),
        after,
        limit);
  }

  private List<Offer> read(
      String index, List<IndexQueryCriterion> whose, @Nullable Place after, int limit) {
    return new Keyset<PendingKey, Pending>(
            Caches.pending(ignite), Pending.class, index, "createdAtMs", "transactionId", true)
        .read(whose, 0, Long.MAX_VALUE, after, limit).stream()
            .map(
                entry ->
                    new Offer(
                        entry.getKey().playerId(),
                        entry.getKey().transactionId(),
                        entry.getValue()))
            .toList();
  }
}
