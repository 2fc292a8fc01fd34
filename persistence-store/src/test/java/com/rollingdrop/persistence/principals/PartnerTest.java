package com.rollingdrop.persistence.principals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.events.Topics;
import com.rollingdrop.persistence.kafka.KafkaUser;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class PartnerTest {
  private final Settings.Kafka kafka = SettingsLoader.load(Map.of()).kafka();

  @Test
  void aPartnerMayReadItsTopicAsAMemberOfItsGroupsAndNothingElse() {
    Grant grant = new Partner("acme").grant(kafka);

    assertThat(grant.rules())
        .extracting(GrantDifference::wordsOf)
        .containsExactlyInAnyOrder(
            "DESCRIBE TOPIC partner-acme-notifications",
            "READ TOPIC partner-acme-notifications",
            "READ GROUP partner-acme.…");
    assertThat(grant.rules())
        .allSatisfy(rule -> assertThat(rule.entry().principal()).isEqualTo("User:partner-acme"));
    assertThat(grant.bytesPerSecond()).hasValue(4_194_304);
  }

  @Test
  void noIdOpensTheTopicsOrGroupsOfAnother() {
    // Each begins as another one, or as a topic of the system, does.
    List<String> ids = List.of("a", "a-b", "a-b-c", "A", "box", "inventory", "transactions", "a_b");
    for (String id : ids) {
      Grant grant = new Partner(id).grant(kafka);
      Topics.all(kafka).forEach(topic -> assertThat(allows(grant, topic)).as(id).isFalse());
      for (String other : ids) {
        Partner partner = new Partner(other);
        boolean same = id.equals(other);
        partner.topics(kafka).forEach(t -> assertThat(allows(grant, t)).isEqualTo(same));
        String group = partner.groupPrefix() + "main";
        assertThat(allows(grant, ResourceType.GROUP, group)).as(id + " " + group).isEqualTo(same);
      }
    }
  }

  @Test
  void noPartnerIsCalledAsAPartOfTheSystem() {
    for (KafkaUser user : KafkaUser.values()) {
      assertThat(Partner.isUser(user.userName())).isFalse();
    }
    assertThat(Partner.isUser("partner-acme")).isTrue();
    assertThat(Partner.ofUser("partner-acme")).isEqualTo(new Partner("acme"));
  }

  @Test
  void anIdThatATopicOrAGroupCouldNotBeNamedAfterIsRefused() {
    for (String id : List.of("", "a.b", "a b", "a*", "ä", "x".repeat(65), "a\n")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Partner(id));
    }
  }

  private static boolean allows(Grant grant, NewTopic topic) {
    return allows(grant, ResourceType.TOPIC, topic.name());
  }

  // As Kafka matches a name against patterns.
  private static boolean allows(Grant grant, ResourceType type, String name) {
    return grant.rules().stream()
        .map(AclBinding::pattern)
        .filter(pattern -> pattern.resourceType() == type)
        .anyMatch(
            pattern ->
                pattern.patternType() == PatternType.PREFIXED
                    ? name.startsWith(pattern.name())
                    : name.equals(pattern.name()) || pattern.name().equals("*"));
  }
}
