package com.rollingdrop.api.auth;

import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name and what is shown with it, as somebody sent them.
 *
 * @param name in lower case
 */
record Credentials(String name, Proof proof) {
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,31}");

  /** Those of somebody who registers. */
  static Credentials ofNew(JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    String name = name(fields);
    String password = Proof.newPassword(fields, "password", name);
    fields.end();
    problems.check();
    return new Credentials(name, new Proof(password, null));
  }

  /** Those of somebody who logs in. */
  static Credentials of(JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    return new Credentials(name(fields), Proof.only(fields, problems));
  }

  /** A name in its one spelling. */
  static String normalName(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String name(JsonFields fields) {
    String text = fields.text("name");
    String name = text == null ? "" : normalName(text);
    if (fields.isFine("name") && !NAME.matcher(name).matches()) {
      fields.invalid(
          "name", "must be 3 to 32 letters, digits, dots, dashes or underscores of ASCII");
    }
    return name;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "credentials of " + name;
  }
}
