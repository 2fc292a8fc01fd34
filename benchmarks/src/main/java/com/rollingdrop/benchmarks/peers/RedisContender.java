package com.rollingdrop.benchmarks.peers;

import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Target;
import java.io.IOException;
import java.util.Optional;

/** A Lua script in Redis: one call per opening. */
public final class RedisContender implements Contender {
  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String title() {
    return "Redis Lua script, appendfsync everysec";
  }

  @Override
  public boolean isEngine() {
    return false;
  }

  @Override
  public Optional<String> missing() {
    return RedisServer.executable().isPresent()
        ? Optional.empty()
        : Optional.of("redis-server is not on the PATH; on Debian: apt-get install redis-server");
  }

  @Override
  public Target start(Stage stage) throws IOException, InterruptedException {
    RedisServer server = RedisServer.start(stage);
    try {
      return RedisTarget.prepared(server, stage.players());
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }
}
