package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.model.Login;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Opens a login on a server node, which is where the mirror is; null when the name is taken. */
public final class RegisterLoginJob implements IgniteCallable<@Nullable Login> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final String passwordHash;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  public RegisterLoginJob(String name, String passwordHash) {
    this.name = name;
    this.passwordHash = passwordHash;
  }

  @Override
  public @Nullable Login call() {
    return CommandExecutor.of(ignite).logins().register(name, passwordHash);
  }
}
