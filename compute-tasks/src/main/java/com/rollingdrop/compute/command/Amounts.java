package com.rollingdrop.compute.command;

/** Bounds of money, minor units. */
public final class Amounts {
  /** Most that one transaction may move: what a Decimal(10,2) of the analytics schema holds. */
  public static final long TRANSACTION_MAX_MINOR = 9_999_999_999L;

  /** Most that a wallet may hold in cash, and most of promotional money. */
  public static final long BALANCE_MAX_MINOR = 999_999_999_999L;

  private Amounts() {}

  /**
   * @throws IllegalArgumentException when one transaction may not move this beside something else
   */
  static void checkNotNegative(long amountMinor) {
    if (amountMinor != 0) {
      checkPositive(amountMinor);
    }
  }

  /**
   * @throws IllegalArgumentException when one transaction may not move this
   */
  static void checkPositive(long amountMinor) {
    if (amountMinor < 1 || amountMinor > TRANSACTION_MAX_MINOR) {
      throw new IllegalArgumentException("amountMinor out of range: " + amountMinor);
    }
  }
}
