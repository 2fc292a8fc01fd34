package com.rollingdrop.persistence.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the mirror's schema up to date. */
public final class Migrations {
  private Migrations() {}

  /**
   * Applies what is missing. Safe to call from several processes at once: the first one locks, the
   * others wait and find nothing left to do.
   *
   * @param dataSource gives at least two connections at a time
   * @throws org.flywaydb.core.api.FlywayException when Postgres can't be reached or refuses
   */
  public static void apply(DataSource dataSource) {
    Flyway.configure().dataSource(dataSource).locations("classpath:db/migration").load().migrate();
  }
}
