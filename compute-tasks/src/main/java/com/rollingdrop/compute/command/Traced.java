package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.Traceparent;
import java.util.List;

/**
 * A command with its request's place in a trace. It is decided as if there were none, and the
 * ledger entries that come of it keep the trace; a repetition writes none, so the first one stays.
 *
 * @param command not traced itself
 */
public record Traced(Command command, Traceparent traceparent) implements Command {
  /**
   * @throws IllegalArgumentException when the command is traced already
   */
  public Traced {
    if (command instanceof Traced) {
      throw new IllegalArgumentException("a command has one trace");
    }
  }

  @Override
  public Command plain() {
    return command;
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    return command.decide(state, at).traced(traceparent);
  }

  @Override
  public long playerId() {
    return command.playerId();
  }

  @Override
  public List<Long> players() {
    return command.players();
  }

  @Override
  public List<String> boxes() {
    return command.boxes();
  }

  @Override
  public List<OpenBox> openings() {
    return command.openings();
  }

  @Override
  public List<LedgerKey> entries() {
    return command.entries();
  }

  @Override
  public List<PendingKey> pending() {
    return command.pending();
  }

  @Override
  public List<ItemKey> items(State state) {
    return command.items(state);
  }

  @Override
  public boolean repeatable() {
    return command.repeatable();
  }
}
