package com.rollingdrop.api.fairness;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.api.web.Times;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.RevealedSeed;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Seeds that were rotated away, with which old receipts verify. */
@RestController
final class RevealedSeedController {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final PlayerReads reads;

  RevealedSeedController(PlayerReads reads) {
    this.reads = reads;
  }

  /** The reply. */
  record Reply(
      String serverSeed,
      String serverSeedHash,
      String clientSeed,
      long lastNonce,
      String revealedAt) {}

  @GetMapping(
      path = "/fairness/seeds/{serverSeedHash}",
      produces = MediaType.APPLICATION_JSON_VALUE)
  Reply seed(
      @AuthenticationPrincipal Caller player,
      @PathVariable("serverSeedHash") String serverSeedHash) {
    if (!HASH.matcher(serverSeedHash).matches()) {
      throw ProblemException.invalid("serverSeedHash", "must be 64 lower-case hex digits");
    }
    RevealedSeed revealed = reads.revealedSeed(player.playerId(), serverSeedHash);
    if (revealed == null) {
      throw new ProblemException(
          ErrorCode.SEED_NOT_REVEALED, "No seed of this player with this hash was revealed.");
    }
    return new Reply(
        Digests.hex(revealed.serverSeed()),
        serverSeedHash,
        revealed.clientSeed(),
        revealed.lastNonce(),
        Times.iso(revealed.revealedAtMs()));
  }
}
