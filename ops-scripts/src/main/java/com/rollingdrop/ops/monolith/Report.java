package com.rollingdrop.ops.monolith;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an import.
 *
 * @param read all that was read of the monolith
 * @param own what the monolith itself adds up to, null when the mapping does not ask
 * @param findings the first of what was found
 * @param findingCount how much that is in all
 * @param comparison every player here and there; of a dry run, as it would be without an import
 * @param notWritten players who could not be written, and why; none of a dry run
 * @param changedMeanwhile players who changed between the two looks of a cut-over
 */
public record Report(
    Totals read,
    @Nullable Totals own,
    List<Finding> findings,
    long findingCount,
    Comparison.Result comparison,
    List<String> notWritten,
    long changedMeanwhile) {

  /** Whether the monolith's own sums are those of what was read; so if it was not asked. */
  public boolean totalsAgree() {
    return own == null || own.equals(read);
  }

  /** Whether everybody is in the grid with all they have, and nothing changes any more. */
  public boolean isEqual() {
    return findingCount == 0
        && totalsAgree()
        && comparison.differing() == 0
        && comparison.monolith().equals(comparison.grid())
        && comparison.monolith().equals(read)
        && notWritten.isEmpty()
        && changedMeanwhile == 0;
  }
}
