package com.rollingdrop.api.auth;

import com.rollingdrop.grid.model.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller whose token was verified. */
final class CallerAuthentication extends AbstractAuthenticationToken {
  static final String PLAYER = Role.PLAYER.name();
  static final String ADMIN = Role.ADMIN.name();
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;
  private final Instant expiresAt;

  /**
   * @param expiresAt when the token ends
   */
  CallerAuthentication(Caller caller, Instant expiresAt) {
    super(AuthorityUtils.createAuthorityList("ROLE_" + caller.role()));
    this.caller = caller;
    this.expiresAt = expiresAt;
    setAuthenticated(true);
  }

  Instant expiresAt() {
    return expiresAt;
  }

  /** The token is not kept. */
  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.isAdmin() ? "admin" : Long.toString(caller.playerId());
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof CallerAuthentication other && caller.equals(other.caller);
  }

  @Override
  public int hashCode() {
    return caller.hashCode();
  }
}
