package com.rollingdrop.api.auth;

import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Reads the key that verifies development tokens. */
public final class PublicKeys {
  /** RFC 7518, section 3.3: shorter keys must not be used with RS256. */
  static final int BITS_MIN = 2_048;

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  private PublicKeys() {}

  /**
   * The key of this installation.
   *
   * @throws BadSettingsException when there is none, or none that can be used
   */
  public static RSAPublicKey of(Secrets secrets) {
    return rsa(secrets.text(Secret.TOKEN_PUBLIC_KEY));
  }

  /**
   * An RSA public key.
   *
   * @param pem X.509 in PEM
   * @throws BadSettingsException when it is anything else, or too short
   */
  static RSAPublicKey rsa(String pem) {
    String text = pem.strip();
    if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
      throw bad("must be a public key in PEM, beginning with " + BEGIN);
    }
    try {
      byte[] der =
          Base64.getMimeDecoder()
              .decode(text.substring(BEGIN.length(), text.length() - END.length()));
      RSAPublicKey key =
          (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
      if (key.getModulus().bitLength() < BITS_MIN) {
        throw bad("must have " + BITS_MIN + " bits or more");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw bad("is not an RSA public key");
    }
  }

  private static BadSettingsException bad(String rule) {
    return new BadSettingsException(List.of(Secret.TOKEN_PUBLIC_KEY.variable() + ": " + rule));
  }
}
