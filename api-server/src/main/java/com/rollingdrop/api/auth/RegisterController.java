package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.grid.model.Login;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Somebody becomes a player. */
@RestController
final class RegisterController {
  private final LoginGate gate;
  private final Passwords passwords;
  private final Logins logins;
  private final PlayerSessions sessions;

  RegisterController(LoginGate gate, Passwords passwords, Logins logins, PlayerSessions sessions) {
    this.gate = gate;
    this.passwords = passwords;
    this.logins = logins;
    this.sessions = sessions;
  }

  @PostMapping(
      path = "/auth/register",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Tokens> register(JsonBody body, HttpServletRequest request) {
    Credentials credentials = Credentials.ofNew(body);
    gate.register(request);
    String hash = passwords.hash(credentials.proof().password());
    Login login = logins.register(credentials.name(), hash);
    if (login == null) {
      throw new ProblemException(ErrorCode.NAME_TAKEN, "Choose another name, or log in.");
    }
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(sessions.begin(new IdentityCheck.Shown(credentials.name(), login, false)));
  }
}
