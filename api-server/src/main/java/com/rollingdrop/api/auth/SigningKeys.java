package com.rollingdrop.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of access tokens with a session. The first one signs, tokens of all of them are good; a
 * key's id is its thumbprint (RFC 7638), so that all servers call it the same. Immutable.
 */
public final class SigningKeys {
  private static final int KEYS_MAX = 8;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  private final List<RSAKey> keys;

  private SigningKeys(List<RSAKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * The keys of this installation.
   *
   * @throws BadSettingsException when there are none, or one cannot be used
   */
  public static SigningKeys of(Secrets secrets) {
    return ofPem(secrets.text(Secret.SESSION_SIGNING_KEYS));
  }

  static SigningKeys ofPem(String pem) {
    List<RSAKey> keys = new ArrayList<>();
    Matcher block = BLOCK.matcher(pem);
    int end = 0;
    while (block.find()) {
      if (!pem.substring(end, block.start()).isBlank()) {
        throw bad("has something between its keys");
      }
      keys.add(key(block.group(1)));
      end = block.end();
    }
    if (keys.isEmpty() || !pem.substring(end).isBlank()) {
      throw bad("must be RSA private keys, PKCS #8 in PEM, one behind the other");
    }
    if (keys.size() > KEYS_MAX
        || keys.stream().map(JWK::getKeyID).distinct().count() < keys.size()) {
      throw bad("must be " + KEYS_MAX + " keys at most, each of them once");
    }
    return new SigningKeys(keys);
  }

  /** The one that signs. */
  RSAKey signing() {
    return keys.get(0);
  }

  /** The public halves of all. */
  JWKSet verifying() {
    return new JWKSet(new ArrayList<JWK>(keys)).toPublicJWKSet();
  }

  private static RSAKey key(String base64) {
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      RSAPrivateCrtKey key =
          (RSAPrivateCrtKey)
              factory.generatePrivate(
                  new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
      if (key.getModulus().bitLength() < PublicKeys.BITS_MIN) {
        throw bad("must have " + PublicKeys.BITS_MIN + " bits or more each");
      }
      RSAPublicKey verifies =
          (RSAPublicKey)
              factory.generatePublic(
                  new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
      return new RSAKey.Builder(verifies)
          .privateKey(key)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyIDFromThumbprint()
          .build();
    } catch (GeneralSecurityException
        | JOSEException
        | IllegalArgumentException
        | ClassCastException e) {
      throw bad("has a key that is not an RSA private key, PKCS #8 in PEM");
    }
  }

  private static BadSettingsException bad(String rule) {
    return new BadSettingsException(List.of(Secret.SESSION_SIGNING_KEYS.variable() + ": " + rule));
  }
}
