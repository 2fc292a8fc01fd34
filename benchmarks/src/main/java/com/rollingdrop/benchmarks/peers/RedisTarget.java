package com.rollingdrop.benchmarks.peers;

import com.rollingdrop.benchmarks.load.Caller;
import com.rollingdrop.benchmarks.load.Target;
import com.rollingdrop.benchmarks.load.Work;
import com.rollingdrop.grid.model.BoxItem;
import io.lettuce.core.LettuceVersion;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/**
 * A running Redis. All callers share one connection, which writes together what arrives together:
 * with 64 callers that was about a quarter faster than a connection each.
 */
final class RedisTarget implements Target {
  /** Lua's numbers are exact up to here. */
  private static final long NUMBER_MAX = 1L << 53;

  private static final String BOX = "box:" + Work.BOX.boxId();
  private static final String ODDS = "odds:" + Work.BOX.boxId();

  private final RedisServer server;
  private final int players;
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;
  private final String script;

  private RedisTarget(RedisServer server, int players, String script) {
    this.server = server;
    this.players = players;
    this.client = RedisClient.create("redis://127.0.0.1:" + server.port());
    this.connection = client.connect();
    this.script = connection.sync().scriptLoad(script);
  }

  static RedisTarget prepared(RedisServer server, int players) throws IOException {
    RedisTarget target = new RedisTarget(server, players, Resources.text("open-box.lua"));
    target.publishBox();
    target.fillWallets();
    return target;
  }

  private void publishBox() {
    connection
        .sync()
        .hset(
            BOX,
            Map.of(
                "priceMinor", Long.toString(Work.BOX.priceMinor()),
                "totalTickets", Long.toString(Work.BOX.totalTickets())));
    long upto = 0;
    for (BoxItem item : Work.BOX.items()) {
      upto += item.tickets();
      connection
          .sync()
          .zadd(
              ODDS,
              (double) upto,
              String.join(
                  "|",
                  item.definitionId(),
                  item.name(),
                  item.rarity(),
                  Long.toString(item.valueMinor())));
    }
  }

  private void fillWallets() throws IOException {
    String funds = Long.toString(Work.FUNDS_MINOR);
    sum(
        LongStream.rangeClosed(1, players)
            .mapToObj(
                player ->
                    connection
                        .async()
                        .hset(wallet(player), Map.of("availableMinor", funds, "sequence", "0")))
            .toList());
  }

  @Override
  public Caller caller() {
    return this::open;
  }

  private boolean open(long playerId, UUID key) throws ExecutionException, InterruptedException {
    String[] keys = {wallet(playerId), journal(playerId), "items:" + playerId, BOX, ODDS};
    // Redis gives every run of a script the same random numbers, so the caller brings one.
    long number = ThreadLocalRandom.current().nextLong(NUMBER_MAX);
    List<Object> reply =
        connection
            .async()
            .<List<Object>>evalsha(
                script,
                ScriptOutputType.MULTI,
                keys,
                key.toString(),
                Long.toString(number),
                Work.BOX.boxId())
            .get();
    return reply.get(0) instanceof Long repetition && repetition == 1;
  }

  @Override
  public long balanceMinor(long playerId) {
    return Long.parseLong(
        Objects.requireNonNull(connection.sync().hget(wallet(playerId), "availableMinor")));
  }

  @Override
  public long openings() throws IOException {
    return sum(
        LongStream.rangeClosed(1, players)
            .mapToObj(player -> connection.async().hlen(journal(player)))
            .toList());
  }

  private static long sum(List<RedisFuture<Long>> replies) throws IOException {
    long sum = 0;
    try {
      for (RedisFuture<Long> reply : replies) {
        sum += reply.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return sum;
  }

  private static String wallet(long playerId) {
    return "wallet:" + playerId;
  }

  private static String journal(long playerId) {
    return "journal:" + playerId;
  }

  @Override
  public String about() {
    String version =
        connection
            .sync()
            .info("server")
            .lines()
            .filter(line -> line.startsWith("redis_version:"))
            .map(line -> line.substring("redis_version:".length()))
            .findFirst()
            .orElse("of unknown version");
    return "Redis "
        + version
        + ", appendonly yes, appendfsync everysec, one connection that all callers share, "
        + LettuceVersion.getName()
        + " "
        + LettuceVersion.getVersion();
  }

  @Override
  public void close() throws IOException {
    connection.close();
    client.shutdown();
    server.close();
  }
}
