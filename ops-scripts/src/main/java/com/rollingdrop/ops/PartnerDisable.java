package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.principals.Grant;
import com.rollingdrop.persistence.principals.GrantDifference;
import com.rollingdrop.persistence.principals.Partner;
import com.rollingdrop.persistence.principals.PrincipalAdmin;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a partner's principal. */
@Command(
    name = "disable",
    description = {
      "Takes a partner's password and rights away: at once nothing more is read, and within",
      "rollingdrop.kafka.reauthenticate-ms its open connections end. Its topics stay."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PartnerDisable extends KafkaCommand {
  @Parameters(paramLabel = "ID", converter = PartnerCommand.Id.class)
  private Partner partner;

  @Option(names = "--apply", description = "removes; without it nothing is changed")
  private boolean apply;

  @Override
  boolean run(Settings settings, KafkaAccess access, PrincipalAdmin principals) throws IOException {
    Grant none = Grant.none(partner.userName());
    List<GrantDifference> before = principals.differences(none);
    if (!apply) {
      return tell(before, before, false);
    }
    List<GrantDifference> left = principals.apply(none, null);
    new PartnerFile(settings, partner).delete();
    return tell(before, left, true);
  }
}
