package com.rollingdrop.persistence.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What has been seen so far: the first findings, and the number of all. For one thread. */
final class Tally {
  static final int KEPT_MAX = 100;

  private final List<Compared> compared = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> mended = new ArrayList<>();
  private long findingCount;
  private long written;

  void add(Compared one) {
    compared.add(one);
  }

  void add(Finding finding) {
    findingCount++;
    keep(findings, finding);
  }

  void add(Tally other) {
    compared.addAll(other.compared);
    other.findings.forEach(finding -> keep(findings, finding));
    findingCount += other.findingCount;
  }

  /** What was found before a repair, and how many rows it wrote. */
  void mended(Tally before, long rows) {
    before.findings.forEach(finding -> keep(mended, finding));
    written += rows;
  }

  long findingCount() {
    return findingCount;
  }

  Report report(Map<Place, String> failures) {
    return new Report(compared, findings, findingCount, failures, mended, written);
  }

  private static void keep(List<Finding> list, Finding finding) {
    if (list.size() < KEPT_MAX) {
      list.add(finding);
    }
  }
}
