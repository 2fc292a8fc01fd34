package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class OverloadIT {
  @Test
  void whatCannotWaitIsRefusedAndChangesNothing() {
    Map<String, String> narrow =
        Map.of(
            "ROLLINGDROP_GATEWAY_BATCH_MAX", "1",
            "ROLLINGDROP_GATEWAY_IN_FLIGHT_MAX", "1",
            "ROLLINGDROP_GATEWAY_QUEUE_MAX", "1");
    ExecutorService threads = Executors.newFixedThreadPool(24);
    try (Api api = Api.alone(narrow)) {
      Api.Caller player = api.asPlayer(7);
      List<CompletableFuture<Api.Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 480; i++) {
        replies.add(CompletableFuture.supplyAsync(() -> player.deposit(1), threads));
      }
      long done = 0;
      long refused = 0;
      for (CompletableFuture<Api.Reply> reply : replies) {
        if (reply.join().http().statusCode() == 200) {
          done++;
        } else {
          reply.join().isProblem(503, "OVERLOADED");
          assertThat(reply.join().header("Retry-After")).isEqualTo("1");
          refused++;
        }
      }
      assertThat(refused).isPositive();
      assertThat(player.wallet()).contains("\"availableMinor\":" + done + ",");
    } finally {
      threads.shutdownNow();
    }
  }
}
