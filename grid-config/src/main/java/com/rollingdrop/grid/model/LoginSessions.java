package com.rollingdrop.grid.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The ids of a login's sessions, the oldest first; some may have ended by themselves. Immutable.
 */
public final class LoginSessions {
  private final UUID[] ids;

  private LoginSessions(List<UUID> ids) {
    this.ids = ids.toArray(UUID[]::new);
  }

  public static LoginSessions of(List<UUID> ids) {
    return new LoginSessions(ids);
  }

  /** The oldest first. */
  public List<UUID> ids() {
    return List.of(ids);
  }

  /** With one more, the youngest. */
  public LoginSessions with(UUID id) {
    List<UUID> more = new ArrayList<>(Arrays.asList(ids));
    more.add(id);
    return new LoginSessions(more);
  }
}
