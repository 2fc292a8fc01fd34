package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.grid.model.Login;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Somebody logs in. Neither the answer nor its time tells whether there is such a name. */
@RestController
final class LoginController {
  private final LoginGate gate;
  private final Passwords passwords;
  private final Logins logins;
  private final PlayerSessions sessions;
  private final Counter done;
  private final Counter refused;

  /**
   * @param registry gets {@code rollingdrop.auth.logins} by outcome
   */
  LoginController(
      LoginGate gate,
      Passwords passwords,
      Logins logins,
      PlayerSessions sessions,
      MeterRegistry registry) {
    this.gate = gate;
    this.passwords = passwords;
    this.logins = logins;
    this.sessions = sessions;
    this.done = registry.counter("rollingdrop.auth.logins", "outcome", "done");
    this.refused = registry.counter("rollingdrop.auth.logins", "outcome", "refused");
  }

  @PostMapping(
      path = "/auth/login",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Tokens login(JsonBody body, HttpServletRequest request) {
    Credentials credentials = Credentials.of(body);
    LoginGate.Attempt attempt = gate.login(credentials.name(), request);
    Login login;
    boolean matches;
    try {
      login = logins.find(credentials.name());
      matches =
          passwords.matches(credentials.password(), login == null ? null : login.passwordHash());
    } catch (RuntimeException e) {
      attempt.notMade();
      throw e;
    }
    if (login == null || !matches) {
      refused.increment();
      throw Refusals.unauthenticated(
          ErrorCode.LOGIN_REFUSED, "There is no login with this name and this password.");
    }
    attempt.succeeded();
    done.increment();
    return sessions.begin(credentials.name(), login);
  }
}
