package com.rollingdrop.compute.shell;

/**
 * A limited box has draws left for a command only in the quotas of partitions that the transaction
 * has not locked: it begins anew, with all of them.
 */
final class QuotaShortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String boxId;

  QuotaShortException(String boxId) {
    // No stack trace: it is a turn that a transaction takes, and no fault.
    super(boxId, null, false, false);
    this.boxId = boxId;
  }

  String boxId() {
    return boxId;
  }
}
