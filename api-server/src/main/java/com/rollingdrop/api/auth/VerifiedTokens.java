package com.rollingdrop.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Verifies bearer tokens, and remembers those it verified until they expire: checking the signature
 * costs more than the rest of a read. A token that failed is not remembered. Thread-safe.
 */
final class VerifiedTokens implements AuthenticationManager {
  /** About 1.5 KB each. */
  private static final int TOKENS_MAX = 10_000;

  private final JwtDecoder decoder;
  private final InstantSource clock;
  private final Cache<String, Verified> verified;

  /** A caller, and the end of the token that named it. */
  private record Verified(CallerAuthentication caller, Instant expiresAt) {}

  VerifiedTokens(JwtDecoder decoder, InstantSource clock) {
    this.decoder = decoder;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfter(
                Expiry.<String, Verified>creating(
                    (token, value) -> Duration.between(clock.instant(), value.expiresAt())))
            .build();
  }

  @Override
  public Authentication authenticate(Authentication authentication) {
    String token = ((BearerTokenAuthenticationToken) authentication).getToken();
    Verified known = verified.getIfPresent(token);
    // The cache's own clock only frees memory; whether a token still counts is decided here.
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return known.caller();
    }
    Verified fresh = verify(token);
    if (clock.instant().isBefore(fresh.expiresAt())) {
      verified.put(token, fresh);
    }
    return fresh.caller();
  }

  private Verified verify(String token) {
    try {
      Jwt jwt = decoder.decode(token);
      Caller caller = Objects.requireNonNull(TokenClaims.callerOf(jwt), "validated before");
      Instant expiresAt = Objects.requireNonNull(jwt.getExpiresAt(), "validated before");
      return new Verified(new CallerAuthentication(caller), expiresAt);
    } catch (BadJwtException e) {
      throw new InvalidBearerTokenException(String.valueOf(e.getMessage()), e);
    } catch (JwtException e) {
      throw new InvalidBearerTokenException("the token cannot be verified", e);
    }
  }
}
