package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the callers know from the answers they got: a player's last items, withdrawals and commands.
 * Some of it is out of date, so that commands are refused as well. Thread-safe.
 */
final class Known {
  private static final int KEPT_MAX = 48;

  private final Map<Long, List<UUID>> items = new HashMap<>();
  private final Map<Long, List<UUID>> withdrawals = new HashMap<>();
  private final Map<Long, List<LedgerCommand>> commands = new HashMap<>();

  /** Called before the command is sent, so that others may repeat it while it is under way. */
  synchronized void sending(LedgerCommand command) {
    keep(commands, command.playerId(), command);
  }

  synchronized void learn(LedgerCommand command, Answer.Ok ok) {
    Json reply = Json.of(ok.reply());
    long owner =
        command instanceof TransferItem transfer ? transfer.recipientId() : command.playerId();
    if (reply.has("items")) {
      for (Json item : reply.objects("items")) {
        keep(items, owner, UUID.fromString(item.text("itemId")));
      }
    }
    if (command instanceof Withdraw) {
      keep(withdrawals, command.playerId(), command.transactionId());
    }
  }

  synchronized @Nullable UUID item(long player, Random random) {
    return one(items, player, random);
  }

  synchronized @Nullable UUID withdrawal(long player, Random random) {
    return one(withdrawals, player, random);
  }

  synchronized @Nullable LedgerCommand command(long player, Random random) {
    return one(commands, player, random);
  }

  private static <T> void keep(Map<Long, List<T>> where, long player, T what) {
    List<T> kept = where.computeIfAbsent(player, p -> new ArrayList<>());
    if (kept.size() >= KEPT_MAX) {
      kept.remove(0);
    }
    kept.add(what);
  }

  private static <T> @Nullable T one(Map<Long, List<T>> from, long player, Random random) {
    List<T> kept = from.getOrDefault(player, List.of());
    int number = random.nextInt(KEPT_MAX);
    return kept.isEmpty() ? null : kept.get(number % kept.size());
  }
}
