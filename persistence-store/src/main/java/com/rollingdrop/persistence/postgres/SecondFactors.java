package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.SecondFactor;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A login's second factor as columns of its row. */
final class SecondFactors {
  private SecondFactors() {}

  static byte @Nullable [] sealedSecret(Login login) {
    SecondFactor factor = login.secondFactor();
    return factor == null ? null : factor.sealedSecret();
  }

  static long lastStep(Login login) {
    SecondFactor factor = login.secondFactor();
    return factor == null ? 0 : factor.lastStep();
  }

  static byte @Nullable [] recoveryHashes(Login login) {
    SecondFactor factor = login.secondFactor();
    return factor == null ? null : factor.recoveryHashes();
  }

  static @Nullable SecondFactor read(ResultSet row) throws SQLException {
    byte[] sealedSecret = row.getBytes("totp_sealed_secret");
    byte[] recoveryHashes = row.getBytes("recovery_hashes");
    return sealedSecret == null || recoveryHashes == null
        ? null
        : new SecondFactor(
            sealedSecret,
            row.getBoolean("totp_confirmed"),
            row.getLong("totp_last_step"),
            recoveryHashes);
  }
}
