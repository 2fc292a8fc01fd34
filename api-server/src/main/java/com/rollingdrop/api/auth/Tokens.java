package com.rollingdrop.api.auth;

/**
 * What somebody gets who has logged in: the reply of every endpoint that gives tokens.
 *
 * @param expiresInSeconds of the access token
 */
record Tokens(
    String userId,
    String role,
    String accessToken,
    String refreshToken,
    String tokenType,
    long expiresInSeconds) {
  /** Without the tokens: Spring writes what it sends to its debug log. */
  @Override
  public String toString() {
    return "tokens of " + userId;
  }
}
