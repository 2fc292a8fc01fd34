package com.rollingdrop.api.auth;

import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.compute.fairness.SealingKey;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.SecondFactor;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes second factors and looks at what their owners show. A code that was good is good no more,
 * whichever server it was shown to. Thread-safe.
 */
@Component
final class SecondFactors {
  private static final int TRIES_MAX = 8;

  private final Logins logins;
  private final SealingKey key;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  SecondFactors(Logins logins, SealingKey secondFactorKey, InstantSource clock) {
    this.logins = logins;
    this.key = secondFactorKey;
    this.clock = clock;
  }

  /** A secret for a new authenticator. */
  byte[] newSecret() {
    byte[] secret = new byte[Totp.SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  /** A second factor with this secret, to be confirmed. */
  SecondFactor offer(long playerId, byte[] secret) {
    return SecondFactor.offered(key.seal(owner(playerId), secret));
  }

  RecoveryCodes newRecoveryCodes(long playerId) {
    return RecoveryCodes.random(playerId, random);
  }

  /** The step whose code this is, empty when it is not good, or not any more. */
  OptionalLong stepOf(String code, Login login, SecondFactor factor) {
    return Totp.stepOf(code, secret(login.playerId(), factor), clock.millis(), factor.lastStep());
  }

  /**
   * Uses a code up.
   *
   * @param login as it was when its password was looked at
   * @return the login as it is now, null when the code is not good, or not any more
   */
  @Nullable Login use(String name, Login login, String code) {
    @Nullable Login now = login;
    for (int i = 0; i < TRIES_MAX; i++) {
      if (now == null || now.credentialsVersion() != login.credentialsVersion()) {
        return null;
      }
      SecondFactor factor = now.confirmedSecondFactor();
      SecondFactor used = factor == null ? null : used(code, now, factor);
      if (used == null) {
        return null;
      }
      Login next = now.withSecondFactor(used, clock.millis());
      if (logins.replace(name, now, next)) {
        return next;
      }
      // Somebody has changed the login meanwhile, with the same code perhaps.
      now = logins.find(name);
    }
    return null;
  }

  private @Nullable SecondFactor used(String code, Login login, SecondFactor factor) {
    Optional<byte[]> recovery = RecoveryCodes.hashOf(login.playerId(), code);
    if (recovery.isPresent()) {
      return factor.hasRecovery(recovery.get()) ? factor.withoutRecovery(recovery.get()) : null;
    }
    OptionalLong step = stepOf(code, login, factor);
    return step.isPresent() ? factor.used(step.getAsLong()) : null;
  }

  private byte[] secret(long playerId, SecondFactor factor) {
    try {
      return key.open(owner(playerId), factor.sealedSecret())
          .orElseThrow(() -> new IllegalStateException("player " + playerId + ": nothing sealed"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "player "
              + playerId
              + ": the authenticator's secret does not open; is the second factor key the right"
              + " one?",
          e);
    }
  }

  private static byte[] owner(long playerId) {
    return ByteBuffer.allocate(Long.BYTES).putLong(playerId).array();
  }
}
