package com.rollingdrop.api.auth;

import org.springframework.security.core.AuthenticationException;

/** Whether the token's session goes on cannot be found out now. */
final class SessionUnknownException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  SessionUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
