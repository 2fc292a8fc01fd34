package com.rollingdrop.compute.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.rollingdrop.compute.Samples;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeedVaultTest {
  private final SeedVault vault = Samples.vault();

  @Test
  void opensWhatItSealedAndTheHashIsTheSeeds() {
    SeedVault.FreshSeed seed = vault.fresh(7);

    byte[] opened = vault.open(7, seed.sealed());

    assertThat(opened).hasSize(32);
    assertThat(Digests.hex(Digests.sha256(opened))).isEqualTo(seed.hash());
  }

  @Test
  void theSealedFormDoesNotHoldTheSeed() {
    SeedVault.FreshSeed seed = vault.fresh(7);

    assertThat(Digests.hex(seed.sealed()))
        .doesNotContain(Digests.hex(vault.open(7, seed.sealed())));
  }

  @Test
  void aSeedOpensForItsPlayerOnly() {
    SeedVault.FreshSeed seed = vault.fresh(7);

    assertThatIllegalStateException().isThrownBy(() -> vault.open(8, seed.sealed()));
  }

  @Test
  void aChangedSeedDoesNotOpen() {
    byte[] sealed = vault.fresh(7).sealed();
    sealed[sealed.length - 1] ^= 1;

    assertThatIllegalStateException().isThrownBy(() -> vault.open(7, sealed));
  }

  @Test
  void anotherKeyDoesNotOpenIt() {
    SeedVault other = new SeedVault("ff".repeat(32), new SecureRandom());

    assertThatIllegalStateException().isThrownBy(() -> other.open(7, vault.fresh(7).sealed()));
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SeedVault("abcd", new SecureRandom()));
  }

  @Test
  void eachSealHasANonceOfItsOwn() {
    byte[] one = vault.fresh(7).sealed();
    byte[] other = vault.fresh(7).sealed();

    assertThat(Arrays.copyOfRange(one, 1, 13))
        .isNotEqualTo(Arrays.copyOfRange(other, 1, 13))
        .isNotEqualTo(new byte[12]);
  }

  @Test
  void whatIsNoSealedSeedIsRefusedByName() {
    for (byte[] sealed : new byte[][] {{}, new byte[13], {1}, new byte[61]}) {
      sealed(sealed);
    }
    byte[] nothingInside = new byte[13];
    nothingInside[0] = 1;
    sealed(nothingInside);
  }

  private void sealed(byte[] sealed) {
    assertThatIllegalStateException()
        .isThrownBy(() -> vault.open(7, sealed))
        .withMessage("player 7: not a sealed seed");
  }

  @Test
  void aFreshSeedIsItsSealAndItsHashAndShowsTheHashOnly() {
    SeedVault.FreshSeed seed = new SeedVault.FreshSeed(new byte[] {1}, "ab");

    assertThat(seed)
        .isEqualTo(new SeedVault.FreshSeed(new byte[] {1}, "ab"))
        .hasSameHashCodeAs(new SeedVault.FreshSeed(new byte[] {1}, "ab"))
        .isNotEqualTo(new SeedVault.FreshSeed(new byte[] {2}, "ab"))
        .isNotEqualTo(new SeedVault.FreshSeed(new byte[] {1}, "cd"))
        .isNotEqualTo("ab")
        .hasToString("FreshSeed[ab]");
  }
}
