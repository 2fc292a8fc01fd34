package com.rollingdrop.api.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.api.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A session goes on, is asked about, and ends. */
@RestController
final class SessionController {
  private final PlayerSessions sessions;

  SessionController(PlayerSessions sessions) {
    this.sessions = sessions;
  }

  /**
   * Whose token it is, and until when.
   *
   * @param userId 0 for the administrator of a development token
   * @param session whether it belongs to a session
   * @param authenticatedAt when its owner last showed the password, left out when that is not known
   * @param secondFactor whether that was with a second factor
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Valid(
      String userId,
      String role,
      boolean session,
      String expiresAt,
      @Nullable String authenticatedAt,
      boolean secondFactor) {}

  /** The session is over. */
  record Ended(boolean ended) {}

  @PostMapping(
      path = "/auth/refresh",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Tokens refresh(JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    String token = fields.text("refreshToken");
    fields.end();
    problems.check();
    return sessions.refresh(String.valueOf(token));
  }

  @PostMapping(path = "/auth/logout", produces = MediaType.APPLICATION_JSON_VALUE)
  Ended logout(@AuthenticationPrincipal Caller caller) {
    sessions.end(PlayerSessions.idOf(caller));
    return new Ended(true);
  }

  @GetMapping(path = "/auth/validate", produces = MediaType.APPLICATION_JSON_VALUE)
  Valid validate(CallerAuthentication authentication) {
    Caller caller = authentication.getPrincipal();
    Caller.Authenticated shown = caller.authenticated();
    return new Valid(
        Long.toString(caller.playerId()),
        caller.role().name(),
        caller.sessionId() != null,
        Times.iso(authentication.expiresAt().toEpochMilli()),
        shown.equals(Caller.Authenticated.NEVER) ? null : Times.iso(shown.at().toEpochMilli()),
        shown.withSecondFactor());
  }
}
