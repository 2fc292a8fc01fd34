package com.rollingdrop.api.auth;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.grid.model.Login;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * Looks whether somebody is who a name says: by password, and by a code where the login has a
 * second factor. Neither the answer nor its time tells whether there is such a name; that there is
 * a second factor learns who knows the password. Thread-safe.
 */
@Component
final class IdentityCheck {
  private final LoginGate gate;
  private final Passwords passwords;
  private final Logins logins;
  private final SecondFactors secondFactors;

  IdentityCheck(LoginGate gate, Passwords passwords, Logins logins, SecondFactors secondFactors) {
    this.gate = gate;
    this.passwords = passwords;
    this.logins = logins;
    this.secondFactors = secondFactors;
  }

  /**
   * Somebody who has shown to be this one.
   *
   * @param login as it is now, the code used up
   */
  record Shown(String name, Login login, boolean withSecondFactor) {}

  /**
   * Uses the proof up.
   *
   * @throws ProblemException LOGIN_REFUSED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_REFUSED,
   *     TOO_MANY_ATTEMPTS
   */
  Shown check(String name, Proof proof, HttpServletRequest request) {
    LoginGate.Attempt attempt = gate.login(name, request);
    Login login;
    boolean matches;
    try {
      login = logins.find(name);
      matches = passwords.matches(proof.password(), login == null ? null : login.passwordHash());
    } catch (RuntimeException e) {
      attempt.notMade();
      throw e;
    }
    if (login == null || !matches) {
      throw Refusals.unauthenticated(
          ErrorCode.LOGIN_REFUSED, "There is no login with this name and this password.");
    }
    if (login.confirmedSecondFactor() == null) {
      attempt.succeeded();
      return new Shown(name, login, false);
    }
    String code = proof.code();
    if (code == null) {
      // Not succeeded: that would make the codes free that were guessed before.
      attempt.notMade();
      throw Refusals.unauthenticated(
          ErrorCode.SECOND_FACTOR_REQUIRED, "Send a code of the authenticator as well.");
    }
    Login now = withCode(name, login, code, attempt);
    attempt.succeeded();
    return new Shown(name, now, true);
  }

  private Login withCode(String name, Login login, String code, LoginGate.Attempt attempt) {
    boolean recovery = RecoveryCodes.hashOf(login.playerId(), code).isPresent();
    try {
      if (!recovery) {
        gate.code(name);
      }
      Login now = secondFactors.use(name, login, code);
      if (now != null) {
        gate.codeSucceeded(name);
        return now;
      }
    } catch (RuntimeException e) {
      attempt.notMade();
      throw e;
    }
    throw codeRefused();
  }

  static ProblemException codeRefused() {
    return Refusals.unauthenticated(
        ErrorCode.SECOND_FACTOR_REFUSED, "The code is not good, or was used before.");
  }
}
