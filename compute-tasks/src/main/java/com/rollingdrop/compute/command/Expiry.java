package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;

/** What ends a pending transaction whose time is up. */
public final class Expiry {
  private Expiry() {}

  /** The command that ends it; the same one whoever notices it first. */
  public static LedgerCommand of(PendingKey key, PendingKind kind) {
    return switch (kind) {
      case WITHDRAWAL -> EndWithdrawal.expired(key);
      case TRADE -> AnswerTrade.expired(key);
    };
  }
}
