package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Makes the secrets of a new installation, once. */
public final class FirstSecrets {
  private static final int BYTES = 32;

  private FirstSecrets() {}

  /** Makes what is missing. */
  public static void create(Secrets secrets) throws IOException {
    SecureRandom random = new SecureRandom();
    for (Secret secret :
        List.of(
            Secret.SEED_KEY,
            Secret.POSTGRES_PASSWORD,
            Secret.POSTGRES_ADMIN_PASSWORD,
            Secret.CLICKHOUSE_PASSWORD)) {
      secrets.createIfMissing(secret, () -> hex(random));
    }
    secrets.createIfMissing(Secret.TOKEN_PRIVATE_KEY, TokenKeys::newPrivatePem);
    secrets.createIfMissing(
        Secret.TOKEN_PUBLIC_KEY, () -> TokenKeys.publicPem(secrets.text(Secret.TOKEN_PRIVATE_KEY)));
  }

  private static String hex(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
