package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.principals.PrincipalAdmin;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * A command about Kafka's users, as the operator: exit code 0 when all is as it should be
 * (afterwards), 1 when not, 2 when Kafka can't be asked.
 */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
abstract class KafkaCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final int NOT_RUN = 2;
  private static final int PASSWORD_BYTES = 32;

  @Spec private CommandSpec spec;

  @Override
  public final Integer call() throws IOException {
    Settings settings = SettingsLoader.load();
    if (settings.kafka().security() == Settings.KafkaSecurity.PLAINTEXT) {
      throw new ParameterException(
          spec.commandLine(), "rollingdrop.kafka.security is PLAINTEXT: nobody has to log in");
    }
    KafkaAccess access = KafkaAccess.of(settings, KafkaUser.OPS);
    try (PrincipalAdmin principals = new PrincipalAdmin(access)) {
      return run(settings, access, principals) ? 0 : DIFFERENT;
    } catch (KafkaException e) {
      spec.commandLine().getErr().println("Kafka can't be asked: " + e.getMessage());
      return NOT_RUN;
    }
  }

  /** Does it; true when all is as it should be afterwards. */
  abstract boolean run(Settings settings, KafkaAccess access, PrincipalAdmin principals)
      throws IOException;

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /**
   * Says what differed and what of it is left.
   *
   * @return whether nothing is left
   */
  boolean tell(List<?> before, List<?> left, boolean applied) {
    for (Object difference : before) {
      out().println((left.contains(difference) ? "DIFFERS " : "done    ") + difference);
    }
    out()
        .println(
            left.isEmpty()
                ? "all is as it should be"
                : left.size() + " differences" + (applied ? " left" : "; --apply changes them"));
    out().flush();
    return left.isEmpty();
  }

  static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
