package com.rollingdrop.grid.settings;

import java.util.Locale;

/** What must stay unknown to others; read with {@link Secrets}. */
public enum Secret {
  /** Seals the active server seeds: 32 bytes in hex. */
  SEED_KEY,
  /** Password of the Postgres user that owns the mirror. */
  POSTGRES_PASSWORD,
  /** Password of the embedded Postgres's superuser. */
  POSTGRES_ADMIN_PASSWORD,
  /** Password of the ClickHouse user. */
  CLICKHOUSE_PASSWORD,
  /** Signs development tokens: an RSA private key, PKCS #8 in PEM. */
  TOKEN_PRIVATE_KEY,
  /** Verifies tokens: the public half, X.509 in PEM. */
  TOKEN_PUBLIC_KEY;

  /** Name of its file in the folder of the secrets. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Name of its environment variable. */
  public String variable() {
    return "ROLLINGDROP_SECRET_" + name();
  }
}
