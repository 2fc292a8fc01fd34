package com.rollingdrop.persistence.principals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class GrantDifferenceTest {
  private static final String USER = "partner-a";
  private static final AclBinding READ =
      Grant.allow(USER, ResourceType.TOPIC, PatternType.LITERAL, "t", AclOperation.READ);
  private static final AclBinding WRITE =
      Grant.allow(USER, ResourceType.TOPIC, PatternType.PREFIXED, "p", AclOperation.WRITE);

  @Test
  void nothingDiffersFromItself() {
    Grant grant = new Grant(USER, true, Set.of(READ), OptionalLong.of(5));

    assertThat(GrantDifference.between(grant, grant)).isEmpty();
  }

  @Test
  void whatIsMissingAndWhatIsTooMuchAreToldApart() {
    Grant found = new Grant(USER, false, Set.of(WRITE), OptionalLong.empty());
    Grant wanted = new Grant(USER, true, Set.of(READ), OptionalLong.of(5));

    assertThat(GrantDifference.between(found, wanted))
        .extracting(GrantDifference::toString)
        .containsExactly(
            "partner-a: password is missing, wanted there",
            "partner-a: READ TOPIC t is not allowed, wanted allowed",
            "partner-a: WRITE TOPIC p… is allowed, wanted not allowed",
            "partner-a: bytes per second is unbounded, wanted 5");
  }

  @Test
  void aRuleOfSomebodyElseDoesNotLookLikeOurs() {
    ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, "t", PatternType.LITERAL);
    AclBinding fromOneHost =
        new AclBinding(
            topic,
            new AccessControlEntry(
                "User:" + USER, "10.0.0.1", AclOperation.READ, AclPermissionType.ALLOW));
    AclBinding denied =
        new AclBinding(
            topic,
            new AccessControlEntry("User:" + USER, "*", AclOperation.READ, AclPermissionType.DENY));
    Grant found = new Grant(USER, true, Set.of(fromOneHost, denied), OptionalLong.empty());
    Grant wanted = new Grant(USER, true, Set.of(READ), OptionalLong.empty());

    assertThat(GrantDifference.between(found, wanted))
        .extracting(GrantDifference::what)
        .containsExactly("READ TOPIC t", "READ TOPIC t from 10.0.0.1", "deny READ TOPIC t");
  }
}
