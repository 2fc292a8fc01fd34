package com.rollingdrop.fraud;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A finding about a player. It says that somebody should look, not that somebody has cheated.
 *
 * @param id derived from rule, version, player and subject: the same finding has the same id,
 *     however often the same transactions arrive
 * @param ruleVersion grows when the rule finds something else than before
 * @param timestampMs time of the transaction that gave rise to it, epoch milliseconds
 * @param subject what of the player it is about, such as a day; a rule finds it once
 * @param figures what was found and what was allowed; amounts are minor units
 * @param transactions those that show it best, {@link #EVIDENCE_MAX} at most
 * @param others other players in it, {@link #EVIDENCE_MAX} at most
 */
public record Signal(
    UUID id,
    FraudRule rule,
    int ruleVersion,
    Severity severity,
    long timestampMs,
    long playerId,
    String subject,
    SortedMap<String, Long> figures,
    List<UUID> transactions,
    List<Long> others) {
  /** Most transactions and most other players that a signal names. */
  public static final int EVIDENCE_MAX = 20;

  public Signal {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    transactions = List.copyOf(transactions);
    others = List.copyOf(others);
  }

  /** A finding to which this event gave rise. */
  static Signal of(
      FraudRule rule,
      int ruleVersion,
      Severity severity,
      TransactionEvent event,
      String subject,
      Map<String, Long> figures,
      List<UUID> transactions,
      List<Long> others) {
    String name = "fraud:" + rule + ":" + ruleVersion + ":" + event.userId() + ":" + subject;
    return new Signal(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        rule,
        ruleVersion,
        severity,
        event.timestampMs(),
        event.userId(),
        subject,
        new TreeMap<>(figures),
        last(transactions),
        last(others));
  }

  private static <T> List<T> last(List<T> all) {
    return all.subList(Math.max(0, all.size() - EVIDENCE_MAX), all.size());
  }
}
