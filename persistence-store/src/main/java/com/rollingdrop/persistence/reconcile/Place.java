package com.rollingdrop.persistence.reconcile;

import java.util.Locale;

/** Where the grid's changes go. */
public enum Place {
  POSTGRES,
  KAFKA,
  CLICKHOUSE;

  /** Its name in reports and options. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
