package com.rollingdrop.compute.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rollingdrop.compute.Samples;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Draws and seeds for all numbers. */
class FairnessLawsTest {
  @Property
  void theProductsHighHalfIsThatOfUnsignedNumbers(
      @ForAll long unsigned, @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long factor) {
    BigInteger exact =
        new BigInteger(Long.toUnsignedString(unsigned))
            .multiply(BigInteger.valueOf(factor))
            .shiftRight(64);

    assertThat(Draws.multiplyHighUnsigned(unsigned, factor)).isEqualTo(exact.longValueExact());
  }

  @Property
  void aTicketIsOneOfTheBoxAndTheSameEachTime(
      @ForAll @Size(32) byte[] seed,
      @ForAll String clientSeed,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long nonce,
      @ForAll @IntRange(min = 0, max = 9) int draw,
      @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long totalTickets) {
    long ticket = new Draws(seed, clientSeed, nonce).ticket(draw, totalTickets);

    assertThat(ticket).isBetween(0L, totalTickets - 1);
    assertThat(new Draws(seed, clientSeed, nonce).ticket(draw, totalTickets)).isEqualTo(ticket);
  }

  @Property
  void aSealedSeedOpensForItsPlayerAndForNobodyElse(@ForAll long player, @ForAll long other) {
    SeedVault vault = Samples.vault();
    SeedVault.FreshSeed seed = vault.fresh(player);

    assertThat(Digests.hex(Digests.sha256(vault.open(player, seed.sealed()))))
        .isEqualTo(seed.hash());
    if (other != player) {
      assertThat(catchThrowable(() -> vault.open(other, seed.sealed())))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("player " + other);
    }
  }

  @Property
  void aDerivedIdIsOfVersion8(@ForAll String text) {
    assertThat(Digests.uuid(text).version()).isEqualTo(8);
    assertThat(Digests.uuid(text).variant()).isEqualTo(2);
    assertThat(Digests.uuid(text)).isEqualTo(Digests.uuid(text));
  }
}
