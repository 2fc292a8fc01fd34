package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.compute.client.OverloadedException;
import com.rollingdrop.grid.model.Login;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Somebody logs in. */
@RestController
final class LoginController {
  private static final Set<ErrorCode> REFUSALS =
      EnumSet.of(ErrorCode.LOGIN_REFUSED, ErrorCode.SECOND_FACTOR_REFUSED);

  private final IdentityCheck identity;
  private final Passwords passwords;
  private final Logins logins;
  private final PlayerSessions sessions;
  private final InstantSource clock;
  private final Counter done;
  private final Counter refused;
  private final Counter rehashed;

  /**
   * @param registry gets {@code rollingdrop.auth.logins} by outcome and {@code
   *     rollingdrop.auth.rehashed}
   */
  LoginController(
      IdentityCheck identity,
      Passwords passwords,
      Logins logins,
      PlayerSessions sessions,
      InstantSource clock,
      MeterRegistry registry) {
    this.identity = identity;
    this.passwords = passwords;
    this.logins = logins;
    this.sessions = sessions;
    this.clock = clock;
    this.done = registry.counter("rollingdrop.auth.logins", "outcome", "done");
    this.refused = registry.counter("rollingdrop.auth.logins", "outcome", "refused");
    this.rehashed = registry.counter("rollingdrop.auth.rehashed");
  }

  @PostMapping(
      path = "/auth/login",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Tokens login(JsonBody body, HttpServletRequest request) {
    Credentials credentials = Credentials.of(body);
    IdentityCheck.Shown shown;
    try {
      shown = identity.check(credentials.name(), credentials.proof(), request);
    } catch (ProblemException e) {
      // Whoever is asked for a code has shown the right password, and comes again.
      if (REFUSALS.contains(e.problem().code())) {
        refused.increment();
      }
      throw e;
    }
    rehash(shown, credentials.proof().password());
    done.increment();
    return sessions.begin(shown);
  }

  /** A hash of weaker settings is replaced while the password is at hand. */
  private void rehash(IdentityCheck.Shown shown, String password) {
    Login login = shown.login();
    if (!passwords.outgrown(login.passwordHash())) {
      return;
    }
    try {
      Login next = login.rehashed(passwords.hash(password), clock.millis());
      if (logins.replace(shown.name(), login, next)) {
        rehashed.increment();
      }
    } catch (OverloadedException e) {
      // The next login will do.
    }
  }
}
