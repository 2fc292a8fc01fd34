package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name and a password, as somebody sent them.
 *
 * @param name in lower case
 * @param password in the normal form NFKC, so that it is the same from every keyboard (NIST SP
 *     800-63B)
 */
record Credentials(String name, String password) {
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,31}");

  private static final int PASSWORD_MIN = 12;
  private static final int PASSWORD_MAX = 128;

  /** Those of somebody who registers. */
  static Credentials ofNew(JsonBody body) {
    return read(body, PASSWORD_MIN);
  }

  /** Those of somebody who logs in: rules for new passwords say nothing about old ones. */
  static Credentials of(JsonBody body) {
    return read(body, 1);
  }

  /** A name in its one spelling. */
  static String normalName(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Credentials read(JsonBody body, int passwordMin) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    String name = normalName(text(fields.text("name")));
    String password = Normalizer.normalize(text(fields.text("password")), Normalizer.Form.NFKC);
    if (!problems.concern("name") && !NAME.matcher(name).matches()) {
      problems.invalid(
          "name", "must be 3 to 32 letters, digits, dots, dashes or underscores of ASCII");
    }
    int length = password.codePointCount(0, password.length());
    if (!problems.concern("password")) {
      if (length < passwordMin || length > PASSWORD_MAX) {
        problems.invalid(
            "password", "must be " + passwordMin + " to " + PASSWORD_MAX + " characters");
      } else if (passwordMin > 1 && password.toLowerCase(Locale.ROOT).equals(name)) {
        problems.invalid("password", "must not be the name");
      }
    }
    fields.end();
    problems.check();
    return new Credentials(name, password);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "credentials of " + name;
  }
}
