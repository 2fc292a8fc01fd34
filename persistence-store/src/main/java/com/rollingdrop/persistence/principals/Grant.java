package com.rollingdrop.persistence.principals;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What Kafka has about a user: whether it can log in, all that it may do, and how much it may read.
 *
 * @param rules all of them; what none allows is refused
 * @param bytesPerSecond that all its connections may read, empty for no bound
 */
public record Grant(
    String userName, boolean password, Set<AclBinding> rules, OptionalLong bytesPerSecond) {
  private static final String EVERY_HOST = "*";

  public Grant {
    rules = Set.copyOf(rules);
  }

  /** A user that can log in and read as much as it likes. */
  static Grant of(String userName, Set<AclBinding> rules) {
    return new Grant(userName, true, rules, OptionalLong.empty());
  }

  /** Nothing is left of the user. */
  public static Grant none(String userName) {
    return new Grant(userName, false, Set.of(), OptionalLong.empty());
  }

  /** The name under which rules speak of a user. */
  static String principal(String userName) {
    return "User:" + userName;
  }

  /** A rule that allows something. */
  static AclBinding allow(
      String userName,
      ResourceType type,
      PatternType pattern,
      String resource,
      AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, resource, pattern),
        new AccessControlEntry(
            principal(userName), EVERY_HOST, operation, AclPermissionType.ALLOW));
  }
}
