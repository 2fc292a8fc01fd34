package com.rollingdrop.api.auth;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/** What a token of ours says, beyond being signed and in its time. */
final class TokenClaims implements OAuth2TokenValidator<Jwt> {
  static final String ISSUER = "rollingdrop";
  static final String AUDIENCE = "rollingdrop-api";
  private static final String ADMIN_SUBJECT = "admin";
  // One spelling per player, so that nobody is two.
  private static final Pattern PLAYER_ID = Pattern.compile("[1-9][0-9]{0,18}");

  private final Function<Jwt, @Nullable Caller> callerOf;

  /**
   * @param callerOf whom a token names, null when nobody we know
   */
  TokenClaims(Function<Jwt, @Nullable Caller> callerOf) {
    this.callerOf = callerOf;
  }

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    // Not getIssuer(): it asks for a URL, and ours is a name.
    if (!ISSUER.equals(token.getClaimAsString("iss"))) {
      return refused("the issuer is not " + ISSUER);
    }
    List<String> audience = token.getAudience();
    if (audience == null || !audience.contains(AUDIENCE)) {
      return refused("the audience is not " + AUDIENCE);
    }
    if (token.getExpiresAt() == null) {
      return refused("the token never expires");
    }
    if (callerOf.apply(token) == null) {
      return refused("subject and roles do not name a player or an administrator");
    }
    return OAuth2TokenValidatorResult.success();
  }

  /** Whom a development token names, null when nobody we know. */
  static @Nullable Caller callerOf(Jwt token) {
    String subject = token.getSubject();
    if (subject == null || !(token.getClaim("roles") instanceof List<?> roles)) {
      return null;
    }
    if (subject.equals(ADMIN_SUBJECT)) {
      return roles.equals(List.of("admin")) ? Caller.admin(authenticated(token)) : null;
    }
    Long playerId = playerIdOf(subject);
    return playerId == null || !roles.equals(List.of("player"))
        ? null
        : Caller.player(playerId, authenticated(token));
  }

  /** Whoever has made the token has the operator's key, which is more than any code. */
  private static Caller.Authenticated authenticated(Jwt token) {
    Instant issuedAt = token.getIssuedAt();
    return issuedAt == null ? Caller.Authenticated.NEVER : new Caller.Authenticated(issuedAt, true);
  }

  /** The player whom a subject names, null when none. */
  static @Nullable Long playerIdOf(@Nullable String subject) {
    if (subject == null || !PLAYER_ID.matcher(subject).matches()) {
      return null;
    }
    try {
      return Long.parseLong(subject);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static OAuth2TokenValidatorResult refused(String reason) {
    return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", reason, null));
  }
}
