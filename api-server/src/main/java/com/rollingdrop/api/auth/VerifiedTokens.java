package com.rollingdrop.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.rollingdrop.api.grid.GridFailures;
import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.compute.client.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Verifies bearer tokens, and remembers those it verified until they expire: checking the signature
 * costs more than the rest of a read. A token that failed is not remembered, and nothing is of its
 * session: that is asked for each time, because any server may have ended it. Thread-safe.
 */
final class VerifiedTokens implements AuthenticationManager {
  /** About 1.5 KB each. */
  private static final int TOKENS_MAX = 10_000;

  private final TokenDecoder decoder;
  private final Sessions sessions;
  private final GridLink link;
  private final InstantSource clock;
  private final Cache<String, CallerAuthentication> verified;

  VerifiedTokens(TokenDecoder decoder, Sessions sessions, GridLink link, InstantSource clock) {
    this.decoder = decoder;
    this.sessions = sessions;
    this.link = link;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(TOKENS_MAX)
            .expireAfter(
                Expiry.<String, CallerAuthentication>creating(
                    (token, caller) -> Duration.between(clock.instant(), caller.expiresAt())))
            .build();
  }

  @Override
  public Authentication authenticate(Authentication authentication) {
    CallerAuthentication caller =
        verified(((BearerTokenAuthenticationToken) authentication).getToken());
    UUID sessionId = caller.getPrincipal().sessionId();
    if (sessionId != null && !goesOn(sessionId)) {
      throw new InvalidBearerTokenException("the session has ended");
    }
    return caller;
  }

  private CallerAuthentication verified(String token) {
    CallerAuthentication known = verified.getIfPresent(token);
    // The cache's own clock only frees memory; whether a token still counts is decided here.
    if (known != null && clock.instant().isBefore(known.expiresAt())) {
      return known;
    }
    CallerAuthentication fresh = verify(token);
    if (clock.instant().isBefore(fresh.expiresAt())) {
      verified.put(token, fresh);
    }
    return fresh;
  }

  private boolean goesOn(UUID sessionId) {
    try {
      link.requireUp();
      return sessions.use(sessionId);
    } catch (RuntimeException e) {
      if (e instanceof GridUnavailableException || GridFailures.isFrom(e)) {
        throw new SessionUnknownException("the session cannot be asked for", e);
      }
      throw e;
    }
  }

  private CallerAuthentication verify(String token) {
    try {
      TokenDecoder.Decoded decoded = decoder.decode(token);
      Instant expiresAt =
          Objects.requireNonNull(decoded.token().getExpiresAt(), "validated before");
      return new CallerAuthentication(decoded.caller(), expiresAt);
    } catch (BadJwtException e) {
      throw new InvalidBearerTokenException(String.valueOf(e.getMessage()), e);
    } catch (JwtException e) {
      throw new InvalidBearerTokenException("the token cannot be verified", e);
    }
  }
}
