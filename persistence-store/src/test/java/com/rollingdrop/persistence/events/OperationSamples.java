package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.model.Role;
import java.util.Map;
import java.util.UUID;

/** What administrators did. */
final class OperationSamples {
  static final UUID SESSION = new UUID(3, 4);

  private OperationSamples() {}

  static AdminOperation asked() {
    return AdminOperation.asked(
        1_700_000_000_000L,
        42,
        Role.ADMIN,
        SESSION,
        "POST",
        "/admin/reversals",
        Map.of("userId", "7", "reason", "Ünï"),
        "10.1.2.3",
        "4bf92f3577b34da6a3ce929d0e0e4736");
  }

  static AdminOperation refused() {
    return asked()
        .answered(AdminOperation.Outcome.REFUSED, 409, "REVERSED_ALREADY", 1_700_000_000_025L);
  }
}
