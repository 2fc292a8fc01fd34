package com.rollingdrop.grid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedReplyTest {
  private static final String OPENING =
      """
      {"transactionId":"0f8fad5b-d9cb-869f-a165-70867728950e","kind":"BOX_OPENING","sequence":17,\
      "boxId":"starter-crate","boxVersion":3,\
      "oddsHash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",\
      "chargedMinor":250,"balanceMinor":99750,"promoChargedMinor":0,"promoBalanceMinor":0,\
      "items":[{"itemId":"7c9e6679-7425-80de-944b-e07fc1f90ae7","definitionId":"copper-ring",\
      "name":"Copper Ring ★","rarity":"COMMON","valueMinor":100}],\
      "fairness":{"serverSeedHash":"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",\
      "clientSeed":"00c0ffee00c0ffee","nonce":17,\
      "draws":[{"draw":0,"ticket":123456,"totalTickets":1000000,"definitionId":"copper-ring"}]}}""";

  @Test
  void anOpeningComesBackToTheLetterFromLessThanHalf() {
    byte[] reply = OPENING.getBytes(StandardCharsets.UTF_8);

    byte[] packed = PackedReply.pack(reply);

    assertThat(PackedReply.unpack(packed)).isEqualTo(reply);
    assertThat(packed.length).isLessThan(reply.length / 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "\"\"",
        "\"kind\"",
        "\"kind\":",
        "\"kind\" :",
        "{\"a\":\"he said \\\"kind\\\": no\"}",
        "\"0F8FAD5B-D9CB-469F-A165-70867728950E\"",
        "\"0f8fad5b-d9cb-469f-a165-70867728950\"",
        "\"0f8fad5bxd9cb-469f-a165-70867728950e\"",
        "\"00C0FFEE00C0FFEE\"",
        "\"00c0ffee00c0ffee",
        "\u0001\u0005\u0004\u007f",
        "\"Schlüssel ★ 鍵 🔑\""
      })
  void whateverLooksAlmostLikeATokenComesBack(String text) {
    byte[] reply = text.getBytes(StandardCharsets.UTF_8);

    assertThat(PackedReply.unpack(PackedReply.pack(reply))).isEqualTo(reply);
  }

  @Test
  void anyBytesComeBack() {
    Random random = new Random(20_261_123);
    byte[] alphabet = "\"\":{}kind0af-\u0001\u0005é".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20_000; i++) {
      byte[] reply = new byte[random.nextInt(80)];
      for (int at = 0; at < reply.length; at++) {
        reply[at] =
            i % 2 == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
      }

      assertThat(PackedReply.unpack(PackedReply.pack(reply))).isEqualTo(reply);
    }
  }

  @Test
  void theStoredFormDoesNotChange() {
    String text =
        "{\"transactionId\":\"0f8fad5b-d9cb-869f-a165-70867728950e\",\"itemsOut\":[\"PROMOTION\"]}";

    assertThat(HexFormat.of().formatHex(PackedReply.pack(text.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("017b80010f8fad5bd9cb869fa16570867728950e2cb15b05115d7d");
  }

  @Test
  void refusesWhatIsNotPacked() {
    assertThatThrownBy(() -> PackedReply.unpack("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PackedReply.unpack(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
