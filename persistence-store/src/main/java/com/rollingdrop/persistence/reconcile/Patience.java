package com.rollingdrop.persistence.reconcile;

import java.util.function.LongConsumer;

/**
 * How long rows may be on their way.
 *
 * @param settleMs between two looks at a row
 * @param looks most looks at one row
 * @param sleeper waits so many milliseconds
 */
record Patience(long settleMs, int looks, LongConsumer sleeper) {
  void pause() {
    sleeper.accept(settleMs);
  }
}
