package com.rollingdrop.api.auth;

import com.rollingdrop.api.web.Times;
import com.rollingdrop.compute.client.Sessions;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Somebody looks at the own login's sessions, and ends them all. */
@RestController
final class OwnSessionsController {
  private static final String PATH = "/auth/sessions";

  private final PlayerSessions playerSessions;
  private final Sessions sessions;

  OwnSessionsController(PlayerSessions playerSessions, Sessions sessions) {
    this.playerSessions = playerSessions;
    this.sessions = sessions;
  }

  /**
   * One of them.
   *
   * @param current whether it is the one that asks
   * @param seenAt when it was last used, to a minute
   * @param authenticatedAt when its owner last showed the password
   * @param secondFactor whether that was with a second factor
   */
  record Own(
      String sessionId,
      boolean current,
      String createdAt,
      String seenAt,
      String authenticatedAt,
      boolean secondFactor) {}

  /** The oldest first. */
  record Reply(List<Own> sessions) {}

  /** How many there were. */
  record Ended(int ended) {}

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Reply list(@AuthenticationPrincipal Caller caller) {
    UUID own = PlayerSessions.idOf(caller);
    return new Reply(
        sessions.all(playerSessions.of(caller).name()).entrySet().stream()
            .map(
                one ->
                    new Own(
                        one.getKey().toString(),
                        one.getKey().equals(own),
                        Times.iso(one.getValue().createdAtMs()),
                        Times.iso(one.getValue().seenAtMs()),
                        Times.iso(one.getValue().authenticatedAtMs()),
                        one.getValue().withSecondFactor()))
            .toList());
  }

  /** The own one as well. */
  @DeleteMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  Ended end(@AuthenticationPrincipal Caller caller) {
    return new Ended(sessions.endAll(playerSessions.of(caller).name(), null));
  }
}
