package com.rollingdrop.api.auth;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.compute.client.Sessions;
import com.rollingdrop.grid.model.Login;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Changes what it takes to log in, and ends all sessions of before but the one that asked.
 * Thread-safe.
 */
@Component
final class CredentialsChange {
  private final Logins logins;
  private final Sessions sessions;
  private final PlayerSessions playerSessions;

  CredentialsChange(Logins logins, Sessions sessions, PlayerSessions playerSessions) {
    this.logins = logins;
    this.sessions = sessions;
    this.playerSessions = playerSessions;
  }

  /**
   * Makes the change, and begins the caller's session anew under its id.
   *
   * @param login as it was when its owner showed to be that
   * @param next the same with other credentials
   */
  Tokens make(Caller caller, String name, Login login, Login next, boolean withSecondFactor) {
    UUID own = PlayerSessions.idOf(caller);
    // First the change: a session that begins meanwhile sees it, or is there to be ended. One that
    // is neither, because this server stops here, ends when it is refreshed.
    if (!logins.replace(name, login, next)) {
      throw changedMeanwhile();
    }
    sessions.endAll(name, own);
    return playerSessions.renew(own, new IdentityCheck.Shown(name, next, withSecondFactor));
  }

  static ProblemException changedMeanwhile() {
    return new ProblemException(
        ErrorCode.LOGIN_CHANGED, "Another change came first; look at the login and ask again.");
  }
}
