package com.rollingdrop.compute.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DrawsTest {
  @Test
  void followsThePublishedFormula() throws Exception {
    byte[] seed = Digests.sha256("a seed");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(seed, "HmacSHA256"));
    byte[] digest = mac.doFinal("my seed:7:3".getBytes(StandardCharsets.UTF_8));
    BigInteger first8 = new BigInteger(1, Arrays.copyOf(digest, 8));

    long ticket = new Draws(seed, "my seed", 7).ticket(3, 1_000_000);

    assertThat(ticket)
        .isEqualTo(first8.multiply(BigInteger.valueOf(1_000_000)).shiftRight(64).longValueExact());
  }

  @Test
  void theProductsHighHalfIsUnsigned() {
    Random random = new Random(42);
    for (int i = 0; i < 10_000; i++) {
      long unsigned = random.nextLong();
      long factor = random.nextLong() >>> 1;
      BigInteger expected =
          new BigInteger(Long.toUnsignedString(unsigned))
              .multiply(BigInteger.valueOf(factor))
              .shiftRight(64);

      assertThat(Draws.multiplyHighUnsigned(unsigned, factor)).isEqualTo(expected.longValueExact());
    }
  }

  @Test
  void oneTicketIsAlwaysTicketZero() {
    Draws draws = new Draws(Digests.sha256("seed"), "client", 1);

    for (int draw = 0; draw < 100; draw++) {
      assertThat(draws.ticket(draw, 1)).isZero();
    }
  }

  @Test
  void seedNonceAndDrawEachChangeTheTicket() {
    byte[] seed = Digests.sha256("seed");
    long ticket = new Draws(seed, "client", 1).ticket(0, Long.MAX_VALUE);

    assertThat(new Draws(Digests.sha256("other"), "client", 1).ticket(0, Long.MAX_VALUE))
        .isNotEqualTo(ticket);
    assertThat(new Draws(seed, "other", 1).ticket(0, Long.MAX_VALUE)).isNotEqualTo(ticket);
    assertThat(new Draws(seed, "client", 2).ticket(0, Long.MAX_VALUE)).isNotEqualTo(ticket);
    assertThat(new Draws(seed, "client", 1).ticket(1, Long.MAX_VALUE)).isNotEqualTo(ticket);
  }
}
