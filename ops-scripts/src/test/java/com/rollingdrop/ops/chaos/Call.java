package com.rollingdrop.ops.chaos;

import com.rollingdrop.grid.model.LedgerKey;
import java.util.List;

/** Something that a player asks for, as often as it takes to know what came of it. */
interface Call {

  /** Sends it, each time under the same idempotency key. */
  Answer send();

  /** The ledger entries that it leaves when it takes effect; the first one keeps the reply. */
  List<LedgerKey> entries();

  /** Is told of its effect, once. */
  default void done(Answer.Done answer) {}

  /** What players do next, each thread with one of its own. */
  @FunctionalInterface
  interface Source {
    Call next();
  }
}
