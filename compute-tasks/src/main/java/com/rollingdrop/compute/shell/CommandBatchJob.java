package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.command.CommandCodec;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;

/** Takes a batch of commands to the node that holds their players, and brings the outcomes back. */
public final class CommandBatchJob implements IgniteCallable<byte[]> {
  private static final long serialVersionUID = 1L;

  private final byte[] commands;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  /**
   * @param commands encoded by {@link CommandCodec}
   */
  public CommandBatchJob(byte[] commands) {
    this.commands = commands;
  }

  /** The outcomes, encoded by {@link CommandCodec}. */
  @Override
  public byte[] call() {
    return CommandCodec.encodeOutcomes(
        CommandExecutor.of(ignite).execute(CommandCodec.decodeCommands(commands)));
  }
}
