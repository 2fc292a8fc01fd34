package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.principals.GrantDifference;
import com.rollingdrop.persistence.principals.Partner;
import com.rollingdrop.persistence.principals.PrincipalAdmin;
import java.util.List;
import picocli.CommandLine.Command;

/** Shows the partners that can log in. */
@Command(
    name = "list",
    description = "Shows the partners that can log in, and what differs of their rights.",
    mixinStandardHelpOptions = true)
final class PartnerList extends KafkaCommand {
  @Override
  boolean run(Settings settings, KafkaAccess access, PrincipalAdmin principals) {
    boolean good = true;
    for (String userName : principals.userNames()) {
      if (Partner.isUser(userName)) {
        Partner partner = Partner.ofUser(userName);
        List<GrantDifference> differences = principals.differences(partner.grant(settings.kafka()));
        out().println(partner.id());
        differences.forEach(difference -> out().println("DIFFERS " + difference));
        good &= differences.isEmpty();
      }
    }
    out().flush();
    return good;
  }
}
