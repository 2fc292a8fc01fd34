package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonFields;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody shows to be who it is.
 *
 * @param password in the normal form NFKC, so that it is the same from every keyboard (NIST SP
 *     800-63B)
 * @param code of an authenticator, or a recovery code; null when none was sent
 */
record Proof(String password, @Nullable String code) {
  private static final int NEW_MIN = 12;
  private static final int MAX = 128;
  private static final int CODE_MAX = 64;

  /** The fields {@code password} and {@code code}, of which the second may be missing. */
  static Proof read(JsonFields fields) {
    // Rules for new passwords say nothing about old ones.
    String password = password(fields, "password", 1);
    String code = fields.has("code") ? fields.text("code") : null;
    if (code != null && (code.isEmpty() || code.length() > CODE_MAX)) {
      fields.invalid("code", "must be 1 to " + CODE_MAX + " characters");
    }
    return new Proof(password, code);
  }

  /** The one that a body has, beside nothing else. */
  static Proof only(JsonFields fields, FieldProblems problems) {
    Proof proof = read(fields);
    fields.end();
    problems.check();
    return proof;
  }

  /** A field with a password that somebody chooses. */
  static String newPassword(JsonFields fields, String field, String name) {
    String password = password(fields, field, NEW_MIN);
    if (fields.isFine(field) && Credentials.normalName(password).equals(name)) {
      fields.invalid(field, "must not be the name");
    }
    return password;
  }

  private static String password(JsonFields fields, String field, int min) {
    String text = fields.text(field);
    String password = text == null ? "" : Normalizer.normalize(text, Normalizer.Form.NFKC);
    int length = password.codePointCount(0, password.length());
    if (fields.isFine(field) && (length < min || length > MAX)) {
      fields.invalid(field, "must be " + min + " to " + MAX + " characters");
    }
    return password;
  }

  /** Without what is to stay unknown. */
  @Override
  public String toString() {
    return "a password" + (code == null ? "" : " and a code");
  }
}
