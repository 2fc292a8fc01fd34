package com.rollingdrop.persistence.principals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;

/**
 * What Kafka has about a user in another way than it should.
 *
 * @param what {@code password}, {@code bytes per second}, or what a rule is about
 */
public record GrantDifference(String userName, String what, String found, String wanted) {
  private static final String THERE = "there";
  private static final String MISSING = "missing";
  private static final String ALLOWED = "allowed";
  private static final String NOT_ALLOWED = "not allowed";

  /** All that differs, rules in the order of their words. */
  static List<GrantDifference> between(Grant found, Grant wanted) {
    String user = wanted.userName();
    List<GrantDifference> differences = new ArrayList<>();
    if (found.password() != wanted.password()) {
      differences.add(
          new GrantDifference(
              user, "password", presence(found.password()), presence(wanted.password())));
    }
    words(wanted.rules(), found.rules())
        .forEach(rule -> differences.add(new GrantDifference(user, rule, NOT_ALLOWED, ALLOWED)));
    words(found.rules(), wanted.rules())
        .forEach(rule -> differences.add(new GrantDifference(user, rule, ALLOWED, NOT_ALLOWED)));
    if (!found.bytesPerSecond().equals(wanted.bytesPerSecond())) {
      differences.add(
          new GrantDifference(
              user,
              "bytes per second",
              bound(found.bytesPerSecond()),
              bound(wanted.bytesPerSecond())));
    }
    return differences;
  }

  private static Set<String> words(Set<AclBinding> rules, Set<AclBinding> without) {
    Set<String> words = new TreeSet<>();
    for (AclBinding rule : rules) {
      if (!without.contains(rule)) {
        words.add(wordsOf(rule));
      }
    }
    return words;
  }

  static String wordsOf(AclBinding rule) {
    String words =
        rule.entry().operation()
            + " "
            + rule.pattern().resourceType()
            + " "
            + rule.pattern().name()
            + switch (rule.pattern().patternType()) {
              case PREFIXED -> "…";
              default -> "";
            };
    // Rules that we make allow, and from everywhere; another's must not look the same.
    return switch (rule.entry().permissionType()) {
      case ALLOW ->
          rule.entry().host().equals("*") ? words : words + " from " + rule.entry().host();
      default -> rule.entry().permissionType().name().toLowerCase(Locale.ROOT) + " " + words;
    };
  }

  private static String presence(boolean there) {
    return there ? THERE : MISSING;
  }

  private static String bound(OptionalLong bytes) {
    return bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "unbounded";
  }

  @Override
  public String toString() {
    return userName + ": " + what + " is " + found + ", wanted " + wanted;
  }
}
