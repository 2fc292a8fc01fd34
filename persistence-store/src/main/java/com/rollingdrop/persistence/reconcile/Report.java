package com.rollingdrop.persistence.reconcile;

import java.util.List;
import java.util.Map;

/**
 * What a reconciliation has seen. Immutable.
 *
 * @param compared each table and topic
 * @param findings the first of them
 * @param findingCount all of them
 * @param failures why a place could not be compared, by place
 * @param mended what was found before the repair, the first of it
 * @param written rows that the repair has written
 */
public record Report(
    List<Compared> compared,
    List<Finding> findings,
    long findingCount,
    Map<Place, String> failures,
    List<Finding> mended,
    long written) {
  public Report {
    compared = List.copyOf(compared);
    findings = List.copyOf(findings);
    failures = Map.copyOf(failures);
    mended = List.copyOf(mended);
  }

  /** Whether every place was compared, and all were equal. */
  public boolean isEqual() {
    return findingCount == 0 && failures.isEmpty();
  }
}
