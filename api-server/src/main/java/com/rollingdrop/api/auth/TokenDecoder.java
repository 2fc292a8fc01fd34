package com.rollingdrop.api.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies tokens of both kinds: those with a session name the key that signed them, development
 * tokens name none. The kinds share no key, and neither is ever verified as the other. Thread-safe.
 */
final class TokenDecoder {
  /** How far the clocks of issuer and server may be apart. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private final JwtDecoder development;
  private final JwtDecoder session;

  TokenDecoder(RSAPublicKey developmentKey, SigningKeys keys) {
    this.development =
        validating(
            NimbusJwtDecoder.withPublicKey(developmentKey)
                .signatureAlgorithm(SignatureAlgorithm.RS256)
                .build(),
            TokenClaims::callerOf);
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys.verifying())));
    // Claims are looked at below, for both kinds alike.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    this.session = validating(new NimbusJwtDecoder(processor), SessionClaims::callerOf);
  }

  /** A token that is good, and whom it names. */
  record Decoded(Jwt token, Caller caller) {}

  /**
   * @throws org.springframework.security.oauth2.jwt.JwtException when it is not good
   */
  Decoded decode(String text) {
    boolean hasSession = namesKey(text);
    Jwt token = (hasSession ? session : development).decode(text);
    @Nullable Caller caller =
        hasSession ? SessionClaims.callerOf(token) : TokenClaims.callerOf(token);
    return new Decoded(token, Objects.requireNonNull(caller, "validated before"));
  }

  private static boolean namesKey(String text) {
    try {
      return SignedJWT.parse(text).getHeader().getKeyID() != null;
    } catch (ParseException e) {
      throw new BadJwtException("not a signed token", e);
    }
  }

  private static JwtDecoder validating(
      NimbusJwtDecoder decoder, Function<Jwt, @Nullable Caller> callerOf) {
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(CLOCK_SKEW), new TokenClaims(callerOf)));
    return decoder;
  }
}
