package com.rollingdrop.ops.chaos;

import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.command.EndWithdrawal;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.TransferItem;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.model.LedgerKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What REST does not offer yet, by the gateway: withdrawals in two steps, of which some stay open,
 * and items that change hands. Used by one thread.
 */
final class GridCalls implements Call.Source {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long HOLD_MS = Duration.ofHours(2).toMillis();
  private static final long AMOUNT_MINOR = 100;
  private static final int KEPT_MAX = 20;
  private static final long ANSWER_SECONDS_MAX = 60;

  private final CommandGateway gateway;
  private final List<Long> players;
  private final Random random;
  private final String name;
  private final Deque<LedgerKey> withdrawals = new ArrayDeque<>();
  private final Deque<Owned> items = new ArrayDeque<>();
  private int number;

  private record Owned(long playerId, UUID itemId) {}

  /**
   * @param name of the thread, unique
   */
  GridCalls(CommandGateway gateway, List<Long> players, Random random, String name) {
    this.gateway = gateway;
    this.players = players;
    this.random = random;
    this.name = name;
  }

  @Override
  public Call next() {
    long player = players.get(random.nextInt(players.size()));
    UUID id = TransactionIds.ofKey(player, name + "-" + ++number);
    int choice = random.nextInt(4);
    if (choice == 0 || withdrawals.isEmpty()) {
      Withdraw withdraw = new Withdraw(player, id, AMOUNT_MINOR, HOLD_MS, false);
      return call(withdraw, List.of(), reply -> keep(withdrawals, withdraw.ledgerKey()));
    }
    if (choice == 1) {
      LedgerKey open = withdrawals.remove();
      EndWithdrawal.How how =
          random.nextBoolean() ? EndWithdrawal.How.SETTLE : EndWithdrawal.How.VOID;
      UUID end = TransactionIds.ofKey(open.playerId(), name + "-" + number);
      return call(
          new EndWithdrawal(open.playerId(), end, open.transactionId(), how),
          List.of(),
          reply -> {});
    }
    if (choice == 2 || items.isEmpty()) {
      OpenBox opening = new OpenBox(player, id, RestCalls.BOX, 2);
      return call(
          opening,
          List.of(),
          reply ->
              reply
                  .get("items")
                  .forEach(
                      item ->
                          keep(
                              items,
                              new Owned(
                                  player, UUID.fromString(item.get("itemId").stringValue())))));
    }
    return transfer(items.remove(), player);
  }

  private Call transfer(Owned item, long recipient) {
    long to = recipient == item.playerId() ? other(recipient) : recipient;
    UUID id = TransactionIds.ofKey(item.playerId(), name + "-" + number);
    return call(
        new TransferItem(item.playerId(), id, item.itemId(), to),
        List.of(new LedgerKey(to, id)),
        reply -> keep(items, new Owned(to, item.itemId())));
  }

  private long other(long player) {
    int at = players.indexOf(player);
    return players.get((at + 1) % players.size());
  }

  private static <T> void keep(Deque<T> queue, T one) {
    if (queue.size() < KEPT_MAX) {
      queue.add(one);
    }
  }

  private Call call(LedgerCommand command, List<LedgerKey> more, Consumer<JsonNode> onDone) {
    List<LedgerKey> entries = new ArrayList<>(List.of(command.ledgerKey()));
    entries.addAll(more);
    return new Call() {
      @Override
      public Answer send() {
        return answer(command);
      }

      @Override
      public List<LedgerKey> entries() {
        return entries;
      }

      @Override
      public void done(Answer.Done answer) {
        onDone.accept(JSON.readTree(answer.body()));
      }
    };
  }

  private Answer answer(LedgerCommand command) {
    try {
      Outcome outcome = gateway.submit(command).get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
      if (outcome instanceof Outcome.Done done) {
        return Answer.Done.of(done.reply());
      }
      return outcome instanceof Outcome.Refused
          ? new Answer.Refused(command + ": " + outcome)
          : new Answer.Unknown(outcome.toString());
    } catch (ExecutionException | TimeoutException e) {
      return new Answer.Unknown(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown("interrupted");
    }
  }
}
