package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Gives a login a role, on a server node; null when there is no such login. */
public final class AssignRoleJob implements IgniteCallable<@Nullable Login> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Role role;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  public AssignRoleJob(String name, Role role) {
    this.name = name;
    this.role = role;
  }

  @Override
  public @Nullable Login call() {
    return CommandExecutor.of(ignite).logins().assign(name, role);
  }
}
