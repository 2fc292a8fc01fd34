package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Several commands of one player, all of them or none. Each sees what the ones before it did, and
 * leaves its own ledger entry under its own transaction id; the batch's entry follows them. One
 * that had taken effect earlier counts with its first reply.
 *
 * @param commands 1 … {@link #COMMANDS_MAX}, no batches among them
 */
public record Batch(long playerId, UUID transactionId, List<LedgerCommand> commands)
    implements LedgerCommand {
  /** Most commands in a batch. */
  public static final int COMMANDS_MAX = 100;

  public Batch {
    commands = List.copyOf(commands);
    if (commands.isEmpty() || commands.size() > COMMANDS_MAX) {
      throw new IllegalArgumentException("a batch of " + commands.size());
    }
    Set<UUID> ids = new HashSet<>();
    ids.add(transactionId);
    for (LedgerCommand command : commands) {
      if (command instanceof Batch) {
        throw new IllegalArgumentException("a batch in a batch");
      }
      if (command.playerId() != playerId) {
        throw new IllegalArgumentException("a command of another player in a batch");
      }
      if (!ids.add(command.transactionId())) {
        throw new IllegalArgumentException("a transaction id is used twice in a batch");
      }
    }
  }

  @Override
  public byte[] fingerprint() {
    StringBuilder text = new StringBuilder("BATCH");
    for (LedgerCommand command : commands) {
      text.append('\n').append(command.transactionId());
      text.append('\n').append(Digests.hex(command.fingerprint()));
    }
    return Digests.sha256(text.toString());
  }

  @Override
  public List<Long> players() {
    return all(LedgerCommand::players);
  }

  @Override
  public List<String> boxes() {
    return all(LedgerCommand::boxes);
  }

  @Override
  public List<OpenBox> openings() {
    return all(LedgerCommand::openings);
  }

  @Override
  public List<LedgerKey> entries() {
    List<LedgerKey> keys = new ArrayList<>(all(LedgerCommand::entries));
    keys.add(ledgerKey());
    return keys;
  }

  @Override
  public List<PendingKey> pending() {
    return all(LedgerCommand::pending);
  }

  @Override
  public List<ItemKey> items(State state) {
    return all(command -> command.items(state));
  }

  private <T> List<T> all(Function<LedgerCommand, List<T>> of) {
    return commands.stream().flatMap(command -> of.apply(command).stream()).distinct().toList();
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Staged staged = new Staged(state);
    List<byte[]> replies = new ArrayList<>(commands.size());
    for (int i = 0; i < commands.size(); i++) {
      Outcome outcome = one(commands.get(i), staged, at);
      if (outcome instanceof Outcome.Refused refused) {
        return Decision.refused(
            Refusal.BATCH_REFUSED,
            "Command " + i + " of the batch: " + refused.refusal() + ": " + refused.detail());
      }
      replies.add(((Outcome.Done) outcome).reply());
    }
    Booking booking =
        Booking.of(
            ledgerKey(),
            at.walletOrNew(playerId, staged.wallet(playerId)),
            LedgerEntry.of(TransactionKind.BATCH, Account.PLAYER, Account.PLAYER, 0)
                .fingerprint(fingerprint()),
            at.nowMs(),
            after -> Replies.batch(this, replies, after));
    byte[] reply = booking.entry().reply();
    staged.add(new Decision.Builder().booked(booking).done(reply));
    return staged.done(reply);
  }

  private static Outcome one(LedgerCommand command, Staged staged, Surroundings at) {
    Outcome earlier = command.earlier(staged);
    if (earlier != null) {
      return earlier;
    }
    Decision decision = command.decide(staged, at);
    staged.add(decision);
    return decision.outcome();
  }
}
