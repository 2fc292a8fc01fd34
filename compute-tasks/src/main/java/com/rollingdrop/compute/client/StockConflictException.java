package com.rollingdrop.compute.client;

/** A box cannot have the stock that its new definition asks for; nothing was changed. */
public final class StockConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StockConflictException(String reason) {
    super(reason);
  }
}
