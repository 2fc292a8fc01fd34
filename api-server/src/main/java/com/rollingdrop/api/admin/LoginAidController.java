package com.rollingdrop.api.admin;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.compute.client.Sessions;
import com.rollingdrop.grid.model.Login;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * An administrator helps somebody who cannot help himself: takes a second factor off whose owner
 * has lost it, ends sessions that a thief may have.
 */
@RestController
final class LoginAidController {
  private final Logins logins;
  private final Sessions sessions;
  private final InstantSource clock;

  LoginAidController(Logins logins, Sessions sessions, InstantSource clock) {
    this.logins = logins;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * The reply.
   *
   * @param ended sessions
   */
  record Reply(String name, String userId, int ended) {}

  /** All sessions end as well. Where there is no second factor, nothing else happens. */
  @DeleteMapping(
      path = "/admin/logins/{name}/second-factor",
      produces = MediaType.APPLICATION_JSON_VALUE)
  Reply removeSecondFactor(@PathVariable("name") String name) {
    Login login = found(name);
    if (login.secondFactor() != null
        && !logins.replace(normal(name), login, login.secondFactorChanged(null, clock.millis()))) {
      throw new ProblemException(
          ErrorCode.LOGIN_CHANGED, "Another change came first; look at the login and ask again.");
    }
    return ended(name, login);
  }

  @DeleteMapping(
      path = "/admin/logins/{name}/sessions",
      produces = MediaType.APPLICATION_JSON_VALUE)
  Reply endSessions(@PathVariable("name") String name) {
    return ended(name, found(name));
  }

  private Reply ended(String name, Login login) {
    return new Reply(
        normal(name), Long.toString(login.playerId()), sessions.endAll(normal(name), null));
  }

  private Login found(String name) {
    Login login = logins.find(normal(name));
    if (login == null) {
      throw new ProblemException(ErrorCode.LOGIN_NOT_FOUND, "No login has this name.");
    }
    return login;
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
