package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.principals.GrantDifference;
import com.rollingdrop.persistence.principals.PrincipalAdmin;
import com.rollingdrop.persistence.principals.ServiceGrants;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Makes the principals of the system's parts on the embedded broker. It gets in with the broker's
 * own certificate, so it needs no password that was there before: one that was lost or is to change
 * is deleted from the secrets and made anew.
 */
final class KafkaPrincipals {
  private final Settings.Kafka kafka;
  private final Secrets secrets;

  KafkaPrincipals(Settings settings, Secrets secrets) {
    this.kafka = settings.kafka();
    this.secrets = secrets;
  }

  /**
   * Gives every part its rights, and the password of the secrets.
   *
   * @throws KafkaException when the broker does not do so in time
   */
  void create() {
    KafkaAccess access =
        KafkaAccess.withCertificate(
            "127.0.0.1:" + kafka.internalPort(),
            secrets.text(Secret.KAFKA_CA_CERTIFICATE),
            secrets.text(Secret.KAFKA_BROKER_KEY));
    List<GrantDifference> left = new ArrayList<>();
    try (PrincipalAdmin admin = new PrincipalAdmin(access)) {
      for (KafkaUser user : KafkaUser.values()) {
        left.addAll(admin.apply(ServiceGrants.of(user), secrets.text(user.password())));
      }
    }
    if (!left.isEmpty()) {
      throw new KafkaException("Kafka did not take " + left);
    }
  }
}
