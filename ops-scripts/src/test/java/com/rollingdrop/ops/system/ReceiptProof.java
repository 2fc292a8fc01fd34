package com.rollingdrop.ops.system;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * Recomputes a receipt from the revealed seed and the published odds, written from the published
 * formula and not from the product's code.
 */
final class ReceiptProof {
  private ReceiptProof() {}

  /** Whether the receipt's draws are what the seed and the odds give. */
  static boolean verifies(JsonNode receipt, String serverSeed, JsonNode box) {
    try {
      byte[] seed = HexFormat.of().parseHex(serverSeed);
      JsonNode fairness = receipt.get("fairness");
      if (!hex(sha256(seed)).equals(fairness.get("serverSeedHash").stringValue())
          || !box.get("oddsHash").stringValue().equals(receipt.get("oddsHash").stringValue())) {
        return false;
      }
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seed, "HmacSHA256"));
      BigInteger total = BigInteger.valueOf(box.get("totalTickets").longValue());
      int draw = 0;
      for (JsonNode drawn : fairness.get("draws")) {
        String message =
            fairness.get("clientSeed").stringValue()
                + ":"
                + fairness.get("nonce").longValue()
                + ":"
                + draw;
        byte[] digest = mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        long ticket =
            new BigInteger(1, Arrays.copyOf(digest, 8)).multiply(total).shiftRight(64).longValue();
        String definition = itemOf(box, ticket);
        if (ticket != drawn.get("ticket").longValue()
            || !definition.equals(drawn.get("definitionId").stringValue())
            || !definition.equals(
                receipt.get("items").get(draw).get("definitionId").stringValue())) {
          return false;
        }
        draw++;
      }
      return draw == receipt.get("items").size();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String itemOf(JsonNode box, long ticket) {
    long end = 0;
    for (JsonNode item : box.get("items")) {
      end += item.get("tickets").longValue();
      if (ticket < end) {
        return item.get("definitionId").stringValue();
      }
    }
    throw new AssertionError("ticket " + ticket + " belongs to no item");
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
