package com.rollingdrop.persistence.principals;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A partner as Kafka knows it.
 *
 * <p>Its topics are allowed by their whole names and not by a prefix: {@code partner-a-} is also
 * how the topics of a partner {@code a-b} begin, and {@code partner-box-} is how {@code
 * partner-box-openings} does. Its groups, whose names it chooses, begin with its user name and a
 * point, which no id can have.
 *
 * @param id as {@link #ID_RULE} has it
 */
public record Partner(String id) {
  /** What an id may be. */
  public static final String ID_RULE = "1 to 64 of letters, digits, _ and -";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final String PREFIX = "partner-";

  /**
   * @throws IllegalArgumentException when the id is none
   */
  public Partner {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a partner's id is " + ID_RULE + ": " + id);
    }
  }

  /** Whether a user of Kafka is a partner's. */
  public static boolean isUser(String userName) {
    return userName.startsWith(PREFIX) && ID.matcher(userName.substring(PREFIX.length())).matches();
  }

  /** The partner whose user it is. */
  public static Partner ofUser(String userName) {
    return new Partner(userName.substring(PREFIX.length()));
  }

  /** As it logs in. */
  public String userName() {
    return PREFIX + id;
  }

  /** How the names of its consumer groups begin. */
  public String groupPrefix() {
    return userName() + ".";
  }

  /** The topics that are its own. */
  public List<NewTopic> topics(Settings.Kafka kafka) {
    return List.of(Topics.partnerNotifications(kafka, id));
  }

  /** It reads its topics, as a member of its groups, and that is all. */
  public Grant grant(Settings.Kafka kafka) {
    Set<AclBinding> rules = new HashSet<>();
    for (NewTopic topic : topics(kafka)) {
      for (AclOperation operation : List.of(AclOperation.DESCRIBE, AclOperation.READ)) {
        rules.add(
            Grant.allow(
                userName(), ResourceType.TOPIC, PatternType.LITERAL, topic.name(), operation));
      }
    }
    rules.add(
        Grant.allow(
            userName(),
            ResourceType.GROUP,
            PatternType.PREFIXED,
            groupPrefix(),
            AclOperation.READ));
    return new Grant(userName(), true, rules, OptionalLong.of(kafka.partnerBytesPerSecond()));
  }
}
