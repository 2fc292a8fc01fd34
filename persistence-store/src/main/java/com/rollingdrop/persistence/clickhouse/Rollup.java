package com.rollingdrop.persistence.clickhouse;

import java.util.Locale;

/**
 * What ClickHouse keeps added up beside the events, see {@code clickhouse/V4__rollups.sql}, and how
 * to prove that it is what the events add up to.
 *
 * <p>The proof is a sum per month of each figure times a hash of the line that it belongs to. It
 * comes out the same whether lines or single events are summed, so the events need no grouping, and
 * a figure in the wrong line shows as well as a wrong figure. All of it wraps at 64 bits.
 */
public enum Rollup {
  PER_HOUR("toStartOfHour(timestamp, 'UTC')", "currency, kind"),
  PER_BOX("toStartOfHour(timestamp, 'UTC')", "box_id, currency, kind"),
  PER_PLAYER("toStartOfMonth(timestamp, 'UTC')", "user_id, currency, kind");

  private static final String TABLE = "transaction_events";

  private final String time;
  private final String keys;

  Rollup(String time, String keys) {
    this.time = time;
    this.keys = keys;
  }

  /** Its name in ClickHouse. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What one of its lines stands for. */
  String lines() {
    return time + ", " + keys;
  }

  /**
   * Month (as 202511), transactions, their amount in minor units, and digest, from the events. The
   * figures are text.
   */
  public String proofOfEvents() {
    return "SELECT toString(toYYYYMM(%1$s)) AS month, toString(count()), toString(sum(amount_minor)),"
            .formatted(time)
        + " toString("
        + digest(time, "1", "amount_minor", "promo_minor", "total_value_minor", "item_count")
        + ") FROM "
        + TABLE
        + " GROUP BY month ORDER BY month SETTINGS optimize_use_projections = 0";
  }

  /** The same from the rollup; parts that do not have it yet are added up from their events. */
  public String proofOfRollup() {
    return "SELECT toString(toYYYYMM(time)) AS month, toString(sum(transactions)),"
        + " toString(sum(amount)), toString("
        + digest("time", "transactions", "amount", "promo", "value", "items")
        + ") FROM (SELECT "
        + time
        + " AS time, "
        + keys
        + ", count() AS transactions, sum(amount_minor) AS amount, sum(promo_minor) AS promo,"
        + " sum(total_value_minor) AS value, sum(item_count) AS items FROM "
        + TABLE
        + " GROUP BY time, "
        + keys
        + ") GROUP BY month ORDER BY month SETTINGS optimize_use_projections = 1,"
        // As many lines as players have months may not fit into a small server's memory.
        + " max_bytes_before_external_group_by = 100000000";
  }

  private String digest(String when, String... figures) {
    StringBuilder sum =
        new StringBuilder("sum(toInt64(cityHash64(" + when + ", " + keys + ")) * (");
    for (int i = 0; i < figures.length; i++) {
      // Odd factors that tell the figures of one line from each other.
      sum.append(i == 0 ? "" : " + ").append(2 * i + 1).append(" * toInt64(").append(figures[i]);
      sum.append(')');
    }
    return sum.append("))").toString();
  }
}
