package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.SecondFactor;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.bouncycastle.util.encoders.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Somebody takes an authenticator into use, or gives it up. Each change ends the login's other
 * sessions.
 */
@RestController
final class SecondFactorController {
  private static final String PATH = "/auth/second-factor";
  private static final String ISSUER = "RollingDrop";

  private final IdentityCheck identity;
  private final SecondFactors secondFactors;
  private final CredentialsChange change;
  private final PlayerSessions sessions;
  private final LoginGate gate;
  private final Logins logins;
  private final InstantSource clock;
  private final MeterRegistry registry;

  /**
   * @param registry gets {@code rollingdrop.auth.second.factors}, changes by what they were
   */
  SecondFactorController(
      IdentityCheck identity,
      SecondFactors secondFactors,
      CredentialsChange change,
      PlayerSessions sessions,
      LoginGate gate,
      Logins logins,
      InstantSource clock,
      MeterRegistry registry) {
    this.identity = identity;
    this.secondFactors = secondFactors;
    this.change = change;
    this.sessions = sessions;
    this.gate = gate;
    this.logins = logins;
    this.clock = clock;
    this.registry = registry;
  }

  /** Whether there is one, and how many recovery codes are left. */
  record State(boolean enabled, int recoveryCodesLeft) {}

  /**
   * What to give to the authenticator; nobody sees it again.
   *
   * @param secret in Base32
   */
  record Offer(String secret, String otpauthUri) {
    @Override
    public String toString() {
      return "an authenticator's secret";
    }
  }

  /** It is in use. The codes are shown this once. */
  record Enabled(List<String> recoveryCodes, Tokens tokens) {
    @Override
    public String toString() {
      return "recovery codes and " + tokens;
    }
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  State state(@AuthenticationPrincipal Caller caller) {
    Login login = logins.find(sessions.of(caller).name());
    SecondFactor factor = login == null ? null : login.confirmedSecondFactor();
    return new State(factor != null, factor == null ? 0 : factor.recoveryCodesLeft());
  }

  @PostMapping(
      path = PATH,
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Offer offer(@AuthenticationPrincipal Caller caller, JsonBody body, HttpServletRequest request) {
    Proof proof = read(body);
    String name = sessions.of(caller).name();
    Login login = identity.check(name, proof, request).login();
    if (login.confirmedSecondFactor() != null) {
      throw new ProblemException(
          ErrorCode.SECOND_FACTOR_ENABLED, "Give up the one that is in use first.");
    }
    byte[] secret = secondFactors.newSecret();
    SecondFactor factor = secondFactors.offer(login.playerId(), secret);
    if (!logins.replace(name, login, login.withSecondFactor(factor, clock.millis()))) {
      throw CredentialsChange.changedMeanwhile();
    }
    String text = Base32.toBase32String(secret);
    return new Offer(text, uri(name, text));
  }

  @PostMapping(
      path = PATH + "/confirm",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Enabled confirm(
      @AuthenticationPrincipal Caller caller, JsonBody body, HttpServletRequest request) {
    Proof proof = read(body);
    String name = sessions.of(caller).name();
    Login login = identity.check(name, proof, request).login();
    SecondFactor offered = login.secondFactor();
    if (offered == null || offered.confirmed()) {
      throw new ProblemException(
          ErrorCode.SECOND_FACTOR_NOT_OFFERED, "Ask for a secret first, or it is in use already.");
    }
    gate.code(name);
    OptionalLong step = secondFactors.stepOf(String.valueOf(proof.code()), login, offered);
    if (step.isEmpty()) {
      throw IdentityCheck.codeRefused();
    }
    gate.codeSucceeded(name);
    RecoveryCodes codes = secondFactors.newRecoveryCodes(login.playerId());
    SecondFactor confirmed = offered.confirmed(step.getAsLong(), codes.hashes());
    Tokens tokens = changed(caller, name, login, confirmed, true);
    return new Enabled(codes.texts(), tokens);
  }

  @PostMapping(
      path = PATH + "/disable",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Tokens disable(
      @AuthenticationPrincipal Caller caller, JsonBody body, HttpServletRequest request) {
    Proof proof = read(body);
    String name = sessions.of(caller).name();
    // Asks for a code where one is in use.
    Login login = identity.check(name, proof, request).login();
    if (login.confirmedSecondFactor() == null) {
      throw new ProblemException(ErrorCode.SECOND_FACTOR_NOT_ENABLED, "There is nothing to end.");
    }
    return changed(caller, name, login, null, true);
  }

  private Tokens changed(
      Caller caller,
      String name,
      Login login,
      @Nullable SecondFactor inUse,
      boolean withSecondFactor) {
    Login next = login.secondFactorChanged(inUse, clock.millis());
    Tokens tokens = change.make(caller, name, login, next, withSecondFactor);
    registry
        .counter(
            "rollingdrop.auth.second.factors", "change", inUse == null ? "disabled" : "enabled")
        .increment();
    return tokens;
  }

  private static Proof read(JsonBody body) {
    FieldProblems problems = new FieldProblems();
    return Proof.only(body.fields(problems), problems);
  }

  /** As authenticators read it from a picture. */
  private static String uri(String name, String secret) {
    return "otpauth://totp/"
        + ISSUER
        + ":"
        + UriUtils.encode(name, StandardCharsets.UTF_8)
        + "?secret="
        + secret
        + "&issuer="
        + ISSUER
        + "&algorithm=SHA1&digits="
        + Totp.DIGITS
        + "&period="
        + Totp.STEP_SECONDS;
  }
}
