package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.TopicAdmin;
import com.rollingdrop.persistence.events.TopicDifference;
import com.rollingdrop.persistence.events.TopicDifference.Remedy;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.principals.Grant;
import com.rollingdrop.persistence.principals.Partner;
import com.rollingdrop.persistence.principals.PrincipalAdmin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a partner's topics and principal, or brings them to what they should be. */
@Command(
    name = "create",
    description = {
      "Creates a partner's topics and its principal, or shows what is not as it should be.",
      "The password goes to a file that only you can read, ready for the partner's Kafka client."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PartnerCreate extends KafkaCommand {
  @Parameters(paramLabel = "ID", converter = PartnerCommand.Id.class)
  private Partner partner;

  @Option(names = "--apply", description = "creates and sets; without it nothing is changed")
  private boolean apply;

  @Option(
      names = "--new-password",
      description = "with --apply replaces the password; the old one opens no connection any more")
  private boolean newPassword;

  @Override
  boolean run(Settings settings, KafkaAccess access, PrincipalAdmin principals) throws IOException {
    List<NewTopic> topics = partner.topics(settings.kafka());
    Grant grant = partner.grant(settings.kafka());
    try (TopicAdmin admin = new TopicAdmin(access)) {
      List<TopicDifference> topicsBefore = admin.differences(topics);
      List<Object> before = new ArrayList<>(topicsBefore);
      before.addAll(principals.differences(grant));
      if (!apply) {
        return tell(before, before, false);
      }
      List<Object> left =
          new ArrayList<>(
              admin.apply(topics, topicsBefore.stream().filter(PartnerCreate::isAllowed).toList()));
      String password =
          newPassword || !principals.found(partner.userName()).password() ? newPassword() : null;
      if (password != null) {
        // Before Kafka has it: a password that nobody knows would be worse than one that is none.
        out().println("password: " + new PartnerFile(settings, partner).write(password));
      }
      left.addAll(principals.apply(grant, password));
      return tell(before, left, true);
    }
  }

  private static boolean isAllowed(TopicDifference difference) {
    return difference.remedy() == Remedy.CREATE || difference.remedy() == Remedy.SET;
  }
}
