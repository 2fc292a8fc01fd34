package com.rollingdrop.persistence.principals;

import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaAdmins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.jspecify.annotations.Nullable;

/**
 * Compares what Kafka has about users with what it should have, and brings it there. Every step
 * takes 15 s at most and throws {@link KafkaException} when Kafka does not answer in time or
 * refuses. Thread-safe.
 */
public final class PrincipalAdmin implements AutoCloseable {
  private static final int LOOK_EVERY_MS = 50;

  /** What SCRAM asks for at least; the passwords are random, so more would only cost time. */
  private static final int ITERATIONS = 4_096;

  private static final String READ_RATE = "consumer_byte_rate";

  private final Admin admin;

  /** Connects when it is first asked. */
  public PrincipalAdmin(KafkaAccess access) {
    this.admin = KafkaAdmins.open(access);
  }

  /** Everybody who can log in with a password. */
  public List<String> userNames() {
    return KafkaAdmins.await(admin.describeUserScramCredentials().users()).stream()
        .sorted()
        .toList();
  }

  /** What Kafka has about a user. */
  public Grant found(String userName) {
    Map<String, Double> quotas =
        KafkaAdmins.await(admin.describeClientQuotas(only(userName)).entities())
            .getOrDefault(entity(userName), Map.of());
    Double rate = quotas.get(READ_RATE);
    return new Grant(
        userName,
        userNames().contains(userName),
        Set.copyOf(KafkaAdmins.await(admin.describeAcls(rulesOf(userName)).values())),
        rate == null ? OptionalLong.empty() : OptionalLong.of(rate.longValue()));
  }

  /** What differs. */
  public List<GrantDifference> differences(Grant wanted) {
    return GrantDifference.between(found(wanted.userName()), wanted);
  }

  /**
   * Makes it so. A user who comes gets the rules before the password, and one who goes loses the
   * password before the rules: at no time can somebody log in without bounds.
   *
   * <p>A broker learns a moment later what the controller has done, so it is asked until it says
   * so, for 10 s at most.
   *
   * @param newPassword replaces the one there is; null leaves it as it is
   * @return what differs afterwards: the password of a user who has none and got none
   */
  public List<GrantDifference> apply(Grant wanted, @Nullable String newPassword) {
    Grant found = found(wanted.userName());
    if (found.password() && !wanted.password()) {
      alter(new UserScramCredentialDeletion(wanted.userName(), ScramMechanism.SCRAM_SHA_512));
    }
    removeRules(found, wanted);
    addRules(found, wanted);
    if (!found.bytesPerSecond().equals(wanted.bytesPerSecond())) {
      bound(wanted);
    }
    if (wanted.password() && newPassword != null) {
      alter(
          new UserScramCredentialUpsertion(
              wanted.userName(),
              new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
              newPassword));
    }
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KafkaAdmins.TIMEOUT_MS);
    List<GrantDifference> left = differences(wanted);
    while (!left.isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MS));
      left = differences(wanted);
    }
    return left;
  }

  private void alter(UserScramCredentialAlteration alteration) {
    KafkaAdmins.await(admin.alterUserScramCredentials(List.of(alteration)).all());
  }

  private void addRules(Grant found, Grant wanted) {
    Set<AclBinding> missing = new HashSet<>(wanted.rules());
    missing.removeAll(found.rules());
    if (!missing.isEmpty()) {
      KafkaAdmins.await(admin.createAcls(missing).all());
    }
  }

  private void removeRules(Grant found, Grant wanted) {
    List<AclBindingFilter> tooMany = new ArrayList<>();
    for (AclBinding rule : found.rules()) {
      if (!wanted.rules().contains(rule)) {
        tooMany.add(rule.toFilter());
      }
    }
    if (!tooMany.isEmpty()) {
      KafkaAdmins.await(admin.deleteAcls(tooMany).all());
    }
  }

  private void bound(Grant wanted) {
    OptionalLong bytes = wanted.bytesPerSecond();
    Double rate = bytes.isPresent() ? (double) bytes.getAsLong() : null;
    KafkaAdmins.await(
        admin
            .alterClientQuotas(
                List.of(
                    new ClientQuotaAlteration(
                        entity(wanted.userName()),
                        List.of(new ClientQuotaAlteration.Op(READ_RATE, rate)))))
            .all());
  }

  private static AclBindingFilter rulesOf(String userName) {
    return new AclBindingFilter(
        ResourcePatternFilter.ANY,
        new AccessControlEntryFilter(
            Grant.principal(userName), null, AclOperation.ANY, AclPermissionType.ANY));
  }

  private static ClientQuotaEntity entity(String userName) {
    return new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, userName));
  }

  private static ClientQuotaFilter only(String userName) {
    return ClientQuotaFilter.containsOnly(
        List.of(ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.USER, userName)));
  }

  @Override
  public void close() {
    admin.close();
  }
}
