package com.rollingdrop.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens by hand, good ones and bad ones, with nothing but the platform's classes. */
final class TestTokens {
  private static final String RS256 = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  private final KeyPair keys;

  TestTokens() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String publicKeyPem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----";
  }

  String privateKeyPem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  String player(long playerId) {
    return sign(claims("\"" + playerId + "\"", "[\"player\"]", 300));
  }

  String admin() {
    return sign(claims("\"admin\"", "[\"admin\"]", 300));
  }

  static String claims(String subject, String roles, long secondsLeft) {
    return "{\"iss\":\"rollingdrop\",\"aud\":\"rollingdrop-api\",\"sub\":"
        + subject
        + ",\"roles\":"
        + roles
        + ",\"iat\":"
        + (Instant.now().getEpochSecond() + secondsLeft - 300)
        + ",\"exp\":"
        + (Instant.now().getEpochSecond() + secondsLeft)
        + "}";
  }

  String sign(String claims) {
    return sign(RS256, claims);
  }

  String sign(String header, String claims) {
    String content = encode(header) + "." + encode(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Unsigned, as RFC 7518 section 3.6 has it. */
  static String unsigned(String claims) {
    return encode("{\"alg\":\"none\"}") + "." + encode(claims) + ".";
  }

  /** Signed with the public key's text as if it were a shared secret: the classic confusion. */
  String signedWithPublicKeyAsSecret(String claims) {
    String content = encode("{\"alg\":\"HS256\"}") + "." + encode(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(publicKeyPem().getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return content + "." + encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
