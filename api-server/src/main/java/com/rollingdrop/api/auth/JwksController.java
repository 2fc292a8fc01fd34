package com.rollingdrop.api.auth;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys with which others verify access tokens (RFC 7517). Public. */
@RestController
final class JwksController {
  static final String PATH = "/.well-known/jwks.json";

  /** Shorter than a key is known before it signs. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Map<String, Object> keys;

  JwksController(SigningKeys keys) {
    this.keys = keys.verifying().toJSONObject();
  }

  @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, Object>> keys() {
    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(FRESH).cachePublic()).body(keys);
  }
}
