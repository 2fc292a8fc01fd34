package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.principals.Grant;
import com.rollingdrop.persistence.principals.GrantDifference;
import com.rollingdrop.persistence.principals.PrincipalAdmin;
import com.rollingdrop.persistence.principals.ServiceGrants;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows how the principals of the system's parts differ from what they should be. */
@Command(
    name = "principals",
    description = {
      "Compares what Kafka has about the system's own users (cdc, sinks, reconcile, ops) with what",
      "they need, and shows what differs; ops-scripts/up does it for the embedded broker.",
      "With --apply brings it there. The user ops must be there and may alter the cluster.",
      "Exit code 0 when all is as it should be (afterwards), 1 when not, 2 when Kafka can't be asked."
    },
    mixinStandardHelpOptions = true)
final class Principals extends KafkaCommand {
  @Option(names = "--apply", description = "creates and sets; without it nothing is changed")
  private boolean apply;

  @Option(
      names = "--passwords",
      description = "with --apply also sets the passwords that are there to those of the secrets")
  private boolean passwords;

  @Override
  boolean run(Settings settings, KafkaAccess access, PrincipalAdmin principals) {
    Secrets secrets = Secrets.of(settings);
    List<GrantDifference> before = new ArrayList<>();
    List<GrantDifference> left = new ArrayList<>();
    for (KafkaUser user : KafkaUser.values()) {
      Grant wanted = ServiceGrants.of(user);
      List<GrantDifference> found = principals.differences(wanted);
      before.addAll(found);
      if (!apply) {
        left.addAll(found);
        continue;
      }
      boolean set = passwords || !principals.found(user.userName()).password();
      left.addAll(principals.apply(wanted, set ? secrets.text(user.password()) : null));
    }
    return tell(before, left, apply);
  }
}
