package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.ops.embedded.Layout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seeds the demonstration catalogue and players, opens a box over REST, and watches the opening
 * arrive in Postgres and ClickHouse. All under fixed idempotency keys: again changes nothing.
 */
final class FirstBox {
  private static final List<Long> PLAYERS = List.of(1001L, 1002L, 1003L);
  private static final String BOX = "starter-crate";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final Settings settings;
  private final Path catalogue;
  private final InstantSource clock;
  private final PrintWriter out;
  private final Api api;

  FirstBox(Settings settings, Layout layout, InstantSource clock, PrintWriter out) {
    this.settings = settings;
    this.catalogue = layout.home().resolve("ops-scripts").resolve("catalogue.json");
    this.clock = clock;
    this.out = out;
    this.api = new Api(settings);
  }

  void open(boolean analytics) throws InterruptedException {
    DevelopmentTokens tokens = new DevelopmentTokens(Secrets.of(settings), clock);
    out.println("seeding the demonstration catalogue and players");
    ImportBoxes.publish(catalogue, api, tokens.ofAdmin(), out);
    for (long player : PLAYERS) {
      must(
          api.post(
              "/transactions/deposit",
              tokens.ofPlayer(player),
              "demo-deposit",
              "{\"amountMinor\":100000}"));
    }
    out.println("player " + PLAYERS.get(0) + " opens " + BOX);
    String receipt =
        must(
            api.post(
                "/transactions/open-box",
                tokens.ofPlayer(PLAYERS.get(0)),
                "demo-first-opening",
                "{\"boxId\":\"" + BOX + "\",\"count\":1}"));
    JsonNode json = JSON.readTree(receipt);
    out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    out.flush();
    watch(json.get("transactionId").stringValue(), analytics);
    printNext();
  }

  private void watch(String transactionId, boolean analytics) throws InterruptedException {
    Sightings sightings = new Sightings(settings);
    tell("Postgres", await(() -> sightings.inPostgres(transactionId)));
    if (analytics) {
      tell("ClickHouse (by way of Kafka)", await(() -> sightings.inClickHouse(transactionId)));
    }
  }

  private void tell(String where, boolean seen) {
    out.println(
        seen ? "seen in " + where : "not yet seen in " + where + "; see ops-scripts/status");
    out.flush();
  }

  @FunctionalInterface
  private interface Look {
    boolean look();
  }

  private boolean await(Look look) throws InterruptedException {
    long deadline = clock.millis() + PATIENCE.toMillis();
    while (!look.look()) {
      if (clock.millis() > deadline) {
        return false;
      }
      Thread.sleep(200);
    }
    return true;
  }

  private static String must(Api.Reply reply) {
    if (reply.status() != 200) {
      throw new OpsException("the api-server refused: " + reply.body());
    }
    return reply.body();
  }

  private void printNext() {
    out.printf(
        """

        The system is up at %1$s
          catalogue      curl %1$s/boxes/catalog
          a token        TOKEN=$(ops-scripts/token --player 1001)
          your wallet    curl -H "Authorization: Bearer $TOKEN" %1$s/wallet
          open a box     curl -H "Authorization: Bearer $TOKEN" -H "Idempotency-Key: $RANDOM$RANDOM" \\
                              -H "Content-Type: application/json" \\
                              -d '{"boxId":"%2$s","count":3}' %1$s/transactions/open-box
          every part     ops-scripts/status
          stop           ops-scripts/down
        """,
        api.base(), BOX);
  }
}
