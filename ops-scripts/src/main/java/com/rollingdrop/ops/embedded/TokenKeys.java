package com.rollingdrop.ops.embedded;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;

/** The key pair of the development tokens, in PEM. */
public final class TokenKeys {
  private static final String RSA = "RSA";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final int BITS = 2_048;

  private TokenKeys() {}

  /** A new private key, PKCS #8. */
  static String newPrivatePem() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA);
      generator.initialize(BITS);
      return Pem.of(PRIVATE, generator.generateKeyPair().getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }

  /** The public half of a private key, X.509: derived, so that the two can never differ. */
  static String publicPem(String privatePem) {
    RSAPrivateCrtKey key = privateKey(privatePem);
    try {
      return Pem.of(
          "PUBLIC KEY",
          KeyFactory.getInstance(RSA)
              .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
              .getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a private key.
   *
   * @throws IllegalArgumentException when it is not an RSA key in PEM
   */
  public static RSAPrivateCrtKey privateKey(String pem) {
    try {
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance(RSA)
              .generatePrivate(new PKCS8EncodedKeySpec(Pem.first(PRIVATE, pem)));
    } catch (GeneralSecurityException | ClassCastException e) {
      throw new IllegalArgumentException("not an RSA private key in PEM", e);
    }
  }
}
