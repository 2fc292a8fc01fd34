package com.rollingdrop.grid.settings;

import java.util.List;

/** Settings that no process may start with; the message names each key and the reason. */
public final class BadSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems one {@code key: reason} each, at least one
   */
  public BadSettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  /** One {@code key: reason} each. */
  public List<String> problems() {
    return problems;
  }
}
