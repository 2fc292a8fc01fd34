package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Somebody shows once more who it is, and may change the password by that. */
@RestController
final class PasswordController {
  private final IdentityCheck identity;
  private final Passwords passwords;
  private final CredentialsChange change;
  private final PlayerSessions sessions;
  private final InstantSource clock;

  PasswordController(
      IdentityCheck identity,
      Passwords passwords,
      CredentialsChange change,
      PlayerSessions sessions,
      InstantSource clock) {
    this.identity = identity;
    this.passwords = passwords;
    this.change = change;
    this.sessions = sessions;
    this.clock = clock;
  }

  /** The session goes on, with tokens that say when this was. */
  @PostMapping(
      path = "/auth/reauthenticate",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Tokens reauthenticate(
      @AuthenticationPrincipal Caller caller, JsonBody body, HttpServletRequest request) {
    FieldProblems problems = new FieldProblems();
    Proof proof = Proof.only(body.fields(problems), problems);
    IdentityCheck.Shown shown = identity.check(sessions.of(caller).name(), proof, request);
    return sessions.renew(PlayerSessions.idOf(caller), shown);
  }

  @PostMapping(
      path = "/auth/password",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Tokens change(@AuthenticationPrincipal Caller caller, JsonBody body, HttpServletRequest request) {
    String name = sessions.of(caller).name();
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    String newPassword = Proof.newPassword(fields, "newPassword", name);
    Proof proof = Proof.only(fields, problems);
    IdentityCheck.Shown shown = identity.check(name, proof, request);
    String hash = passwords.hash(newPassword);
    return change.make(
        caller,
        name,
        shown.login(),
        shown.login().withPassword(hash, clock.millis()),
        shown.withSecondFactor());
  }
}
