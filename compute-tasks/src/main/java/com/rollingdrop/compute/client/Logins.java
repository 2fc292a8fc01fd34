package com.rollingdrop.compute.client;

import com.rollingdrop.compute.shell.AssignRoleJob;
import com.rollingdrop.compute.shell.RegisterLoginJob;
import com.rollingdrop.compute.shell.ReplaceLoginJob;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.jspecify.annotations.Nullable;

/**
 * The logins, by name. Each method throws {@link IgniteException}, or one that it caused, when the
 * grid cannot be reached. Thread-safe.
 */
public final class Logins {
  private final Ignite ignite;

  public Logins(Ignite ignite) {
    this.ignite = ignite;
  }

  /** The login of this name, null when there is none. */
  public @Nullable Login find(String name) {
    return Caches.logins(ignite).get(name);
  }

  /**
   * Opens a login with a player and a wallet of its own. When this throws, it may have taken
   * effect.
   *
   * @param passwordHash with a salt of its own
   * @return the login, null when the name is another's
   */
  public @Nullable Login register(String name, String passwordHash) {
    return ignite
        .compute(ignite.cluster().forServers())
        .call(new RegisterLoginJob(name, passwordHash));
  }

  /**
   * Changes a login, unless somebody else has changed it since it was read. When this throws, it
   * may have taken effect.
   *
   * @param next made from {@code read}
   * @return whether it was changed
   */
  public boolean replace(String name, Login read, Login next) {
    return ignite
        .compute(ignite.cluster().forServers())
        .call(new ReplaceLoginJob(name, read.version(), next));
  }

  /**
   * Gives a login a role, which its tokens have from the next refresh on.
   *
   * @return the login as it is now, null when there is none of this name
   */
  public @Nullable Login assign(String name, Role role) {
    return ignite.compute(ignite.cluster().forServers()).call(new AssignRoleJob(name, role));
  }
}
