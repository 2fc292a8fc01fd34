package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SeedCommandsTest {
  private static final long PLAYER = 7;

  private final Surroundings at = Samples.surroundings(Samples.CRATE);
  private final Wallet wallet = at.walletOrNew(PLAYER, null);

  @Test
  void rotationRevealsTheOldSeedAndStartsTheNewOneAtNonceZero() {
    Wallet used =
        wallet.withSeeds(
            wallet.sealedServerSeed(), wallet.serverSeedHash(), wallet.clientSeed(), 4, 2_000);

    Decision decision = new RotateSeed(PLAYER).decide(with(used), at);

    RevealedSeed revealed =
        Objects.requireNonNull(
            decision.revealed().get(new SeedKey(PLAYER, wallet.serverSeedHash())));
    assertThat(Digests.hex(Digests.sha256(revealed.serverSeed())))
        .isEqualTo(wallet.serverSeedHash());
    assertThat(revealed.lastNonce()).isEqualTo(4);
    Wallet after = Objects.requireNonNull(decision.wallets().get(PLAYER));
    assertThat(after.serverSeedHash()).isNotEqualTo(wallet.serverSeedHash());
    assertThat(after.nonce()).isZero();
    assertThat(after.version()).isEqualTo(used.version() + 1);
    assertThat(decision.entries()).isEmpty();
  }

  @Test
  void choosingAClientSeedKeepsServerSeedAndNonce() {
    Decision decision = new SetClientSeed(PLAYER, "lucky").decide(with(wallet), at);

    Wallet after = Objects.requireNonNull(decision.wallets().get(PLAYER));
    assertThat(after.clientSeed()).isEqualTo("lucky");
    assertThat(after.serverSeedHash()).isEqualTo(wallet.serverSeedHash());
    assertThat(after.nonce()).isEqualTo(wallet.nonce());
  }

  @Test
  void choosingTheSameClientSeedWritesNothing() {
    assertThat(new SetClientSeed(PLAYER, wallet.clientSeed()).decide(with(wallet), at).wallets())
        .isEmpty();
  }

  @Test
  void clientSeedsArePrintableAndShort() {
    for (String bad : new String[] {"", "x".repeat(65), "tab\t", "umlaut ü", "nul\0"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new SetClientSeed(PLAYER, bad));
    }
  }

  @Test
  void aWalletIsOpenedOnce() {
    assertThat(new OpenWallet(PLAYER).decide(new World(), at).wallets()).hasSize(1);
    assertThat(new OpenWallet(PLAYER).decide(with(wallet), at).wallets()).isEmpty();
  }

  private static State with(Wallet wallet) {
    World world = new World();
    world.wallets.put(PLAYER, wallet);
    return world;
  }
}
