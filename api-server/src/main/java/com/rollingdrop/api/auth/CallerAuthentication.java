package com.rollingdrop.api.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller whose token was verified. */
final class CallerAuthentication extends AbstractAuthenticationToken {
  static final String PLAYER = "PLAYER";
  static final String ADMIN = "ADMIN";
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  CallerAuthentication(Caller caller) {
    super(AuthorityUtils.createAuthorityList("ROLE_" + (caller.isAdmin() ? ADMIN : PLAYER)));
    this.caller = caller;
    setAuthenticated(true);
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
