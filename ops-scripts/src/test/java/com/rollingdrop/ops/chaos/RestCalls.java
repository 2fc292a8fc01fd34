package com.rollingdrop.ops.chaos;

import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.ops.system.ApiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Deposits and openings by REST. For one thread. */
final class RestCalls implements Call.Source {
  static final String BOX = "starter-crate";
  private static final int DEPOSITS_OF_TEN = 2;
  private static final int COUNT_MAX = 3;
  private static final int OK = 200;
  private static final int SERVER_ERRORS = 500;
  private static final int TOO_MANY = 429;

  private final ApiClient api;
  private final List<Long> players;
  private final Random random;
  private final String name;
  private int number;

  /**
   * @param name of the thread, unique
   */
  RestCalls(ApiClient api, List<Long> players, Random random, String name) {
    this.api = api;
    this.players = players;
    this.random = random;
    this.name = name;
  }

  @Override
  public Call next() {
    long player = players.get(random.nextInt(players.size()));
    String key = name + "-" + ++number;
    if (random.nextInt(10) < DEPOSITS_OF_TEN) {
      return deposit(api, player, key, 1 + random.nextInt(1_000));
    }
    int count = 1 + random.nextInt(COUNT_MAX);
    return call(player, key, () -> api.open(player, key, BOX, count));
  }

  static Call deposit(ApiClient api, long player, String key, long amountMinor) {
    return call(player, key, () -> api.deposit(player, key, amountMinor));
  }

  @FunctionalInterface
  private interface Request {
    ApiClient.Reply send() throws IOException;
  }

  private static Call call(long player, String key, Request request) {
    List<LedgerKey> entries = List.of(new LedgerKey(player, TransactionIds.ofKey(player, key)));
    return new Call() {
      @Override
      public Answer send() {
        try {
          return answer(request.send());
        } catch (IOException e) {
          return new Answer.Unknown(e.toString());
        }
      }

      @Override
      public List<LedgerKey> entries() {
        return entries;
      }
    };
  }

  private static Answer answer(ApiClient.Reply reply) {
    if (reply.status() == OK) {
      return Answer.Done.of(reply.body().getBytes(StandardCharsets.UTF_8));
    }
    String why = reply.status() + " " + reply.body();
    return reply.status() >= SERVER_ERRORS || reply.status() == TOO_MANY
        ? new Answer.Unknown(why)
        : new Answer.Refused(why);
  }
}
