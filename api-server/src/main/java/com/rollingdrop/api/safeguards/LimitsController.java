package com.rollingdrop.api.safeguards;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.web.Times;
import com.rollingdrop.compute.client.PlayerLimits;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.grid.model.Safeguards;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A player's limits and pauses, and what is left of each limit now. */
@RestController
final class LimitsController {
  private final PlayerReads reads;
  private final InstantSource clock;

  LimitsController(PlayerReads reads, InstantSource clock) {
    this.reads = reads;
    this.clock = clock;
  }

  /**
   * The reply.
   *
   * @param coolOffUntil null when there is none
   * @param excluded whether there is a self-exclusion
   * @param excludedUntil null when there is none, or it has no end
   */
  record Reply(
      @Nullable String coolOffUntil,
      boolean excluded,
      @Nullable String excludedUntil,
      List<Use> limits) {}

  /** One limit. */
  record Use(
      String limit,
      String window,
      long amountMinor,
      long usedMinor,
      long leftMinor,
      String windowEndsAt,
      String countedFrom,
      @Nullable Next next) {
    static Use of(PlayerLimits.Use use) {
      PlayerLimits.Next next = use.next();
      return new Use(
          use.kind().name(),
          use.window().name(),
          use.limitMinor(),
          use.usedMinor(),
          use.leftMinor(),
          Times.iso(use.windowEndsMs()),
          Times.iso(use.countedFromMs()),
          next == null ? null : new Next(next.limitMinor(), Times.iso(next.fromMs())));
    }
  }

  /** What follows a limit; an amount of null is no limit. */
  record Next(@Nullable Long amountMinor, String from) {}

  @GetMapping(path = "/limits", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply limits(@AuthenticationPrincipal Caller player) {
    PlayerLimits limits = reads.limits(player.playerId(), clock.millis());
    return new Reply(
        limits.pausedUntilMs() == 0 ? null : Times.iso(limits.pausedUntilMs()),
        limits.excludedUntilMs() != 0,
        limits.excludedUntilMs() == 0 || limits.excludedUntilMs() == Safeguards.FOR_EVER
            ? null
            : Times.iso(limits.excludedUntilMs()),
        limits.limits().stream().map(Use::of).toList());
  }
}
