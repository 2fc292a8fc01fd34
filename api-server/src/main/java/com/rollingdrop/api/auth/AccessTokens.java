package com.rollingdrop.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.rollingdrop.grid.model.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Signs the access tokens of sessions. Thread-safe. */
@Component
final class AccessTokens {
  static final Duration LIFE = Duration.ofMinutes(15);

  private final JWSHeader header;
  private final JWSSigner signer;
  private final InstantSource clock;

  AccessTokens(SigningKeys keys, InstantSource clock) throws JOSEException {
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keys.signing().getKeyID()).build();
    this.signer = new RSASSASigner(keys.signing());
    this.clock = clock;
  }

  /** A token for whoever has begun the session. */
  String issue(UUID sessionId, Session session) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(TokenClaims.ISSUER)
            .audience(TokenClaims.AUDIENCE)
            .subject(Long.toString(session.playerId()))
            .claim(SessionClaims.ROLES, List.of(session.role().name().toLowerCase(Locale.ROOT)))
            .claim(SessionClaims.SESSION_ID, sessionId.toString())
            .claim(
                SessionClaims.AUTHENTICATED_AT,
                TimeUnit.MILLISECONDS.toSeconds(session.authenticatedAtMs()))
            .claim(SessionClaims.METHODS, SessionClaims.methods(session.withSecondFactor()))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the token cannot be signed", e);
    }
    return token.serialize();
  }
}
