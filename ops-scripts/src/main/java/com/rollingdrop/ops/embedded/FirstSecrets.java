package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;

/** Makes the secrets of a new installation, once. */
public final class FirstSecrets {
  private static final int BYTES = 32;

  private FirstSecrets() {}

  /** Makes what is missing, and what is soon over. */
  public static void create(Settings settings) throws IOException {
    Secrets secrets = Secrets.of(settings);
    SecureRandom random = new SecureRandom();
    for (Secret secret :
        List.of(
            Secret.SEED_KEY,
            Secret.SECOND_FACTOR_KEY,
            Secret.POSTGRES_PASSWORD,
            Secret.POSTGRES_ADMIN_PASSWORD,
            Secret.CLICKHOUSE_PASSWORD,
            Secret.KAFKA_CDC_PASSWORD,
            Secret.KAFKA_SINKS_PASSWORD,
            Secret.KAFKA_FRAUD_PASSWORD,
            Secret.KAFKA_RECONCILE_PASSWORD,
            Secret.KAFKA_OPS_PASSWORD)) {
      secrets.createIfMissing(secret, () -> hex(random));
    }
    secrets.createIfMissing(Secret.TOKEN_PRIVATE_KEY, TokenKeys::newPrivatePem);
    secrets.createIfMissing(
        Secret.TOKEN_PUBLIC_KEY, () -> TokenKeys.publicPem(secrets.text(Secret.TOKEN_PRIVATE_KEY)));
    secrets.createIfMissing(Secret.SESSION_SIGNING_KEYS, TokenKeys::newPrivatePem);
    new KafkaCertificates(secrets, settings.secrets(), InstantSource.system()).create();
  }

  private static String hex(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
