package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.model.Login;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/** Changes a login on a server node, which is where the mirror is; false when it had changed. */
public final class ReplaceLoginJob implements IgniteCallable<Boolean> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final long version;
  private final Login next;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  /**
   * @param version the one that {@code next} was made from
   */
  public ReplaceLoginJob(String name, long version, Login next) {
    this.name = name;
    this.version = version;
    this.next = next;
  }

  @Override
  public Boolean call() {
    return CommandExecutor.of(ignite).logins().replace(name, version, next);
  }
}
