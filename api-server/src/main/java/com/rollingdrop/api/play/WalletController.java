package com.rollingdrop.api.play;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.settings.Settings;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A player's money. */
@RestController
final class WalletController {
  private final PlayerReads reads;
  private final String currency;

  WalletController(PlayerReads reads, Settings settings) {
    this.reads = reads;
    this.currency = settings.currency();
  }

  /** The reply. */
  record Reply(
      String userId,
      long availableMinor,
      long heldMinor,
      long promoMinor,
      String currency,
      long sequence) {}

  @GetMapping(path = "/wallet", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply wallet(@AuthenticationPrincipal Caller player) {
    String userId = Long.toString(player.playerId());
    Wallet wallet = reads.wallet(player.playerId());
    // A wallet comes to be with the player's first command; until then there is nothing in it.
    return wallet == null
        ? new Reply(userId, 0, 0, 0, currency, 0)
        : new Reply(
            userId,
            wallet.availableMinor(),
            wallet.heldMinor(),
            wallet.promoMinor(),
            wallet.currency(),
            wallet.sequence());
  }
}
