package com.rollingdrop.persistence.clickhouse;

import static com.rollingdrop.persistence.clickhouse.ClickHouseFront.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.Settings;

/** Holds the rollups against the events that stand beside them. */
public final class RollupProof {
  private static final String FROM_ROLLUPS_ONLY = ", force_optimize_projection = 1";

  private RollupProof() {}

  /** Every rollup adds up to the events, and all of these to so much. */
  public static void assertRollups(Settings settings, long transactions, long amountMinor)
      throws Exception {
    for (Rollup rollup : Rollup.values()) {
      assertThat(query(settings, rollup.proofOfRollup() + FROM_ROLLUPS_ONLY))
          .as("%s against the events", rollup)
          .isEqualTo(query(settings, rollup.proofOfEvents()));
      assertThat(
              query(
                  settings,
                  "SELECT sum(c), sum(a) FROM (SELECT count() AS c, sum(amount_minor) AS a FROM"
                      + " transaction_events GROUP BY "
                      + rollup.lines()
                      + ") SETTINGS force_optimize_projection = 1"))
          .as("%s", rollup)
          .containsExactly(transactions + "|" + amountMinor);
    }
  }
}
