package com.rollingdrop.ops;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.ops.embedded.TokenKeys;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs short-lived tokens for development, without a session. */
final class DevelopmentTokens {
  static final Duration LIFE = Duration.ofMinutes(15);

  private final RSAPrivateKey key;
  private final InstantSource clock;

  DevelopmentTokens(Secrets secrets, InstantSource clock) {
    this.key = TokenKeys.privateKey(secrets.text(Secret.TOKEN_PRIVATE_KEY));
    this.clock = clock;
  }

  String ofPlayer(long playerId) {
    return sign(Long.toString(playerId), "player");
  }

  String ofAdmin() {
    return sign("admin", "admin");
  }

  private String sign(String subject, String role) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("rollingdrop")
            .audience("rollingdrop-api")
            .subject(subject)
            .claim("roles", List.of(role))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(LIFE)))
            .build();
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new OpsException("the token cannot be signed: " + e.getMessage(), e);
    }
    return token.serialize();
  }
}
