package com.rollingdrop.api.auth;

import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.Problem;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Throttle;
import com.rollingdrop.grid.settings.AuthSettings;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Makes those wait who guess passwords or register in bulk: by name and address together, and by
 * address alone. Nothing that anybody can do counts by name alone, so nobody can lock another out
 * from elsewhere. Thread-safe.
 */
@Component
final class LoginGate {
  private final Throttle throttle;
  private final GridLink link;
  private final AuthSettings settings;
  private final Counter refused;

  /**
   * @param registry gets {@code rollingdrop.auth.throttled}
   */
  LoginGate(Throttle throttle, GridLink link, Settings settings, MeterRegistry registry) {
    this.throttle = throttle;
    this.link = link;
    this.settings = settings.auth();
    this.refused = registry.counter("rollingdrop.auth.throttled");
  }

  /** One attempt to log in; it counts as failed until {@link #succeeded} or {@link #notMade}. */
  final class Attempt {
    private final String pair;
    private final String address;

    private Attempt(String name, String address) {
      this.pair = "login " + name + " " + address;
      this.address = "login " + address;
    }

    /** Whoever knows the password is not guessing; the address may still be. */
    void succeeded() {
      throttle.forget(pair);
      throttle.takeBack(address);
    }

    /** Nothing was tried after all. */
    void notMade() {
      throttle.takeBack(pair);
      throttle.takeBack(address);
    }
  }

  /**
   * Lets somebody try a password.
   *
   * @throws ProblemException TOO_MANY_ATTEMPTS
   */
  Attempt login(String name, HttpServletRequest request) {
    link.requireUp();
    Attempt attempt = new Attempt(name, addressOf(request));
    // First, so that whoever waits for the address leaves no trace of names made up.
    admit(attempt.address, settings.attemptsFreePerAddress());
    try {
      admit(attempt.pair, settings.attemptsFree());
    } catch (ProblemException e) {
      throttle.takeBack(attempt.address);
      throw e;
    }
    return attempt;
  }

  /**
   * Lets somebody who knows the password try a code. This counts by name alone: a thief of the
   * password with many addresses would else have guesses without end. So the thief can make the
   * owner wait as well, but not for a recovery code, which is not counted here; and changing the
   * password ends it.
   *
   * @throws ProblemException TOO_MANY_ATTEMPTS
   */
  void code(String name) {
    admit("code " + name, settings.codesFree());
  }

  /** The codes before were not guesses. */
  void codeSucceeded(String name) {
    throttle.forget("code " + name);
  }

  /**
   * Lets somebody register.
   *
   * @throws ProblemException TOO_MANY_ATTEMPTS
   */
  void register(HttpServletRequest request) {
    link.requireUp();
    admit("register " + addressOf(request), settings.registrationsFreePerAddress());
  }

  private String addressOf(HttpServletRequest request) {
    return SourceAddress.of(request, settings.proxies());
  }

  private void admit(String what, int free) {
    long waitMs = throttle.attempt(what, free);
    if (waitMs > 0) {
      refused.increment();
      long seconds = TimeUnit.MILLISECONDS.toSeconds(waitMs + 999);
      throw new ProblemException(
          new Problem(
              ErrorCode.TOO_MANY_ATTEMPTS,
              "Try again in " + seconds + " s.",
              List.of(),
              Map.of("Retry-After", Long.toString(seconds))));
    }
  }
}
