package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FairnessIT {
  private static final Api API = Api.shared();

  @Test
  void theHashIsPublishedBeforeTheFirstDraw() {
    Api.Caller player = API.asNewPlayer();
    JsonNode state = player.get("/fairness").is(200).json();
    assertThat(state.propertyNames()).containsExactly("serverSeedHash", "clientSeed", "nonce");
    assertThat(state.get("nonce").asLong()).isZero();
    assertThat(player.get("/fairness").is(200).json()).isEqualTo(state);

    player.deposit(250).is(200);
    JsonNode fairness = player.open("shared", 1).is(200).json().get("fairness");
    assertThat(fairness.get("serverSeedHash")).isEqualTo(state.get("serverSeedHash"));
    assertThat(fairness.get("clientSeed")).isEqualTo(state.get("clientSeed"));
  }

  @Test
  void receiptsVerifyAfterTheRotation() throws GeneralSecurityException {
    Api.Caller player = API.asNewPlayer();
    player.deposit(100_000).is(200);
    List<JsonNode> receipts = new ArrayList<>();
    receipts.add(player.open("shared", 10).is(200).json());
    player.put("/fairness/client-seed", "{\"clientSeed\":\"my own: seed\"}").is(200);
    receipts.add(player.open("shared", 10).is(200).json());
    receipts.add(player.open("shared", 1).is(200).json());

    JsonNode rotation = player.post("/fairness/rotate", "").is(200).json();

    assertThat(rotation.propertyNames()).containsExactly("revealed", "serverSeedHash", "nonce");
    JsonNode revealed = rotation.get("revealed");
    assertThat(revealed.propertyNames())
        .containsExactly("serverSeed", "serverSeedHash", "clientSeed", "lastNonce");
    assertThat(revealed.get("lastNonce").asLong()).isEqualTo(3);
    assertThat(rotation.get("nonce").asLong()).isZero();
    assertThat(rotation.get("serverSeedHash")).isNotEqualTo(revealed.get("serverSeedHash"));
    byte[] serverSeed = HexFormat.of().parseHex(revealed.get("serverSeed").asString());
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(serverSeed));
    assertThat(revealed.get("serverSeedHash").asString()).isEqualTo(hash);
    for (JsonNode receipt : receipts) {
      verify(receipt, serverSeed, hash);
    }
    assertThat(receipts.get(1).get("fairness").get("clientSeed").asString())
        .isEqualTo("my own: seed");

    JsonNode kept = player.get("/fairness/seeds/" + hash).is(200).json();
    assertThat(kept.propertyNames())
        .containsExactly("serverSeed", "serverSeedHash", "clientSeed", "lastNonce", "revealedAt");
    assertThat(kept.get("serverSeed")).isEqualTo(revealed.get("serverSeed"));
    assertThat(kept.get("lastNonce").asLong()).isEqualTo(3);
  }

  /** The published rule, with nothing of the server's code. */
  private static void verify(JsonNode receipt, byte[] serverSeed, String hash)
      throws GeneralSecurityException {
    JsonNode fairness = receipt.get("fairness");
    assertThat(fairness.get("serverSeedHash").asString()).isEqualTo(hash);
    JsonNode box =
        API.asNobody()
            .get(
                "/boxes/"
                    + receipt.get("boxId").asString()
                    + "/items?version="
                    + receipt.get("boxVersion").asInt())
            .is(200)
            .json();
    StringBuilder lines = new StringBuilder();
    box.get("items")
        .forEach(
            item ->
                lines
                    .append(item.get("definitionId").asString())
                    .append(':')
                    .append(item.get("tickets").asLong())
                    .append('\n'));
    byte[] odds =
        MessageDigest.getInstance("SHA-256")
            .digest(lines.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(receipt.get("oddsHash").asString()).isEqualTo(HexFormat.of().formatHex(odds));

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(serverSeed, "HmacSHA256"));
    for (JsonNode draw : fairness.get("draws")) {
      String message =
          fairness.get("clientSeed").asString()
              + ":"
              + fairness.get("nonce").asLong()
              + ":"
              + draw.get("draw").asInt();
      byte[] digest = mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
      long ticket =
          new BigInteger(1, Arrays.copyOf(digest, 8))
              .multiply(BigInteger.valueOf(draw.get("totalTickets").asLong()))
              .shiftRight(64)
              .longValueExact();
      assertThat(draw.get("ticket").asLong()).isEqualTo(ticket);
      long end = 0;
      String definitionId = "";
      for (JsonNode item : box.get("items")) {
        if (ticket >= end) {
          definitionId = item.get("definitionId").asString();
        }
        end += item.get("tickets").asLong();
      }
      assertThat(draw.get("definitionId").asString()).isEqualTo(definitionId);
      assertThat(receipt.get("items").get(draw.get("draw").asInt()).get("definitionId").asString())
          .isEqualTo(definitionId);
    }
  }

  @Test
  void anActiveOrForeignSeedIsNotRevealed() {
    Api.Caller player = API.asNewPlayer();
    String active = player.get("/fairness").is(200).json().get("serverSeedHash").asString();
    player.get("/fairness/seeds/" + active).isProblem(404, "SEED_NOT_REVEALED");
    player.post("/fairness/rotate", "").is(200);
    player.get("/fairness/seeds/" + active).is(200);
    API.asNewPlayer().get("/fairness/seeds/" + active).isProblem(404, "SEED_NOT_REVEALED");
    player.get("/fairness/seeds/XYZ").isProblem(400, "FIELD_INVALID");
  }

  @Test
  void choosingAClientSeedTellsTheFairnessState() {
    Api.Caller player = API.asNewPlayer();
    JsonNode before = player.get("/fairness").is(200).json();
    JsonNode after =
        player.put("/fairness/client-seed", "{\"clientSeed\":\"mine\"}").is(200).json();
    assertThat(after.get("clientSeed").asString()).isEqualTo("mine");
    assertThat(after.get("serverSeedHash")).isEqualTo(before.get("serverSeedHash"));
    assertThat(player.get("/fairness").is(200).json()).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "7", "null", "\"\\u00e9\"", "\"a\\nb\"", "[]"})
  void aClientSeedThatIsNotValidIsRefused(String seed) {
    Api.Caller player = API.asNewPlayer();
    JsonNode before = player.get("/fairness").is(200).json();
    player
        .put("/fairness/client-seed", "{\"clientSeed\":" + seed + "}")
        .isProblem(400, "FIELD_INVALID");
    player.put("/fairness/client-seed", "{}").isProblem(400, "FIELD_INVALID");
    player
        .put("/fairness/client-seed", "{\"clientSeed\":\"" + "x".repeat(65) + "\"}")
        .isProblem(400, "FIELD_INVALID");
    assertThat(player.get("/fairness").is(200).json()).isEqualTo(before);
  }
}
