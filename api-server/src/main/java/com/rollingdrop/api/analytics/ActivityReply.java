package com.rollingdrop.api.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rollingdrop.persistence.analytics.Activity;
import com.rollingdrop.persistence.analytics.Openings;
import com.rollingdrop.persistence.analytics.Totals;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Transactions added up, as the API says it.
 *
 * @param kinds by the kind of the ledger entry; kinds without a transaction are left out
 */
record ActivityReply(
    OpeningsReply openings,
    long depositedMinor,
    long withdrawnMinor,
    long redeemedMinor,
    long marketFeesMinor,
    Map<String, Totals> kinds) {
  static ActivityReply of(Activity activity) {
    return new ActivityReply(
        OpeningsReply.of(activity.openings()),
        activity.depositedMinor(),
        activity.withdrawnMinor(),
        activity.redeemedMinor(),
        activity.marketFeesMinor(),
        activity.byKind());
  }

  /**
   * Box openings.
   *
   * @param grossMinor paid less won
   * @param returnToPlayerBasisPoints won of paid, hundredths of a percent, rounded down; left out
   *     when nothing was paid
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OpeningsReply(
      long openings,
      long draws,
      long paidMinor,
      long promoMinor,
      long wonMinor,
      long grossMinor,
      @Nullable Long returnToPlayerBasisPoints) {
    static OpeningsReply of(Openings openings) {
      OptionalLong share = openings.returnToPlayerBasisPoints();
      return new OpeningsReply(
          openings.openings(),
          openings.draws(),
          openings.paidMinor(),
          openings.promoMinor(),
          openings.wonMinor(),
          openings.grossMinor(),
          share.isEmpty() ? null : share.getAsLong());
    }
  }
}
