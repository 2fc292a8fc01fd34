package com.rollingdrop.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rollingdrop.api.boxes.Figures;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.simulation.ItemHits;
import com.rollingdrop.compute.simulation.Percentiles;
import com.rollingdrop.compute.simulation.Sessions;
import com.rollingdrop.compute.simulation.Simulated;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulation gave, as the API says it.
 *
 * @param version 0 for a definition that is not published
 * @param seed with which the same simulation gives the same figures
 * @param returnToPlayerBasisPoints left out for a free box
 * @param opening the values of single openings
 * @param session left out when no sessions were asked for
 * @param economics what is published of such a box, to compare with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SimulationReply(
    String boxId,
    int version,
    String oddsHash,
    String seed,
    int openings,
    long guaranteedDraws,
    long paidMinor,
    long wonMinor,
    @Nullable Long returnToPlayerBasisPoints,
    Figures economics,
    Opening opening,
    @Nullable Session session,
    Distance chiSquare,
    List<Item> items) {
  static SimulationReply of(TicketTable box, String seed, Figures economics, Simulated simulated) {
    return new SimulationReply(
        box.boxId(),
        box.version(),
        box.oddsHash(),
        seed,
        simulated.openings(),
        simulated.guaranteedDraws(),
        simulated.paidMinor(),
        simulated.wonMinor(),
        simulated.returnToPlayerBasisPoints(),
        economics,
        Opening.of(simulated),
        Session.of(simulated.sessions()),
        Distance.of(simulated),
        simulated.items().stream().map(Item::of).toList());
  }

  /** The value of one opening, minor units; of the variance, their square. */
  record Opening(
      BigDecimal meanMinor,
      BigDecimal variance,
      BigDecimal standardDeviationMinor,
      Percentiles percentilesMinor) {
    static Opening of(Simulated simulated) {
      return new Opening(
          simulated.spread().mean(),
          simulated.spread().variance(),
          simulated.spread().standardDeviation(),
          simulated.spread().percentiles());
    }
  }

  /**
   * The value won in a session.
   *
   * @param ahead sessions that won more than they paid
   */
  record Session(
      int openings, int sessions, long paidMinor, long ahead, Percentiles percentilesMinor) {
    static @Nullable Session of(@Nullable Sessions sessions) {
      return sessions == null
          ? null
          : new Session(
              sessions.openings(),
              sessions.sessions(),
              sessions.paidMinor(),
              sessions.ahead(),
              sessions.percentiles());
    }
  }

  /**
   * How far the hits are from what the tickets say.
   *
   * @param chance that fair draws are as far away or farther, left out when there is nothing to
   *     compare
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Distance(double statistic, int degreesOfFreedom, @Nullable Double chance) {
    static Distance of(Simulated simulated) {
      return new Distance(
          simulated.chiSquare().statistic(),
          simulated.chiSquare().degreesOfFreedom(),
          simulated.chiSquare().chance());
    }
  }

  /** One item, in published order. */
  record Item(String definitionId, long valueMinor, long tickets, long hits, double expectedHits) {
    static Item of(ItemHits one) {
      return new Item(
          one.item().definitionId(),
          one.item().valueMinor(),
          one.item().tickets(),
          one.hits(),
          one.expectedHits());
    }
  }
}
