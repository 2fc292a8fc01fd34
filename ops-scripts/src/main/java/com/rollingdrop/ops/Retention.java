package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.postgres.Migrations;
import com.rollingdrop.persistence.postgres.PostgresDataSource;
import com.rollingdrop.persistence.retention.LedgerMonth;
import com.rollingdrop.persistence.retention.LedgerMonth.Standing;
import com.rollingdrop.persistence.retention.LedgerMonths;
import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows which months of the ledger Postgres need not keep, and lets them go. */
@Command(
    name = "retention",
    description = {
      "Shows the months of the ledger in Postgres, and which of them need not stay there by",
      "rollingdrop.retention.postgres-months. With --apply those leave the table: for the schema",
      "archive, or for good. A month with an entry that the grid holds always stays.",
      "Exit code 0 when nothing is to go (any more), 1 when something is, 2 when it could not run."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class Retention implements Callable<Integer> {
  private static final int LEFT = 1;
  private static final int NOT_RUN = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--apply", description = "lets them go; without it nothing is changed")
  private boolean apply;

  @Override
  public Integer call() {
    Settings settings = SettingsLoader.load();
    try (HikariDataSource dataSource = PostgresDataSource.open(settings, Secrets.of(settings))) {
      Migrations.apply(dataSource);
      return run(
          new LedgerMonths(dataSource, settings.retention(), InstantSource.system()),
          settings.retention());
    } catch (SQLException | FlywayException e) {
      spec.commandLine().getErr().println("Postgres does not do it: " + e.getMessage());
      return NOT_RUN;
    }
  }

  private int run(LedgerMonths ledger, Settings.Retention settings) throws SQLException {
    PrintWriter out = spec.commandLine().getOut();
    List<LedgerMonth> left = new ArrayList<>();
    for (LedgerMonth month : ledger.look()) {
      boolean gone = apply && month.standing() == Standing.DUE && ledger.letGo(month);
      if (gone) {
        out.printf(
            "%s  gone     %d rows, %s%n",
            month.month(), month.rows(), where(settings.postgresOldMonths()));
      } else {
        out.printf("%s  %-7s%s%n", month.month(), word(month), rows(month));
        if (month.standing() != Standing.KEPT) {
          left.add(month);
        }
      }
    }
    out.println(left.isEmpty() ? "nothing is to go" : left.size() + " months are to go");
    out.flush();
    return left.isEmpty() ? 0 : LEFT;
  }

  private static String word(LedgerMonth month) {
    return month.standing().name().toLowerCase(Locale.ROOT);
  }

  private static String rows(LedgerMonth month) {
    return switch (month.standing()) {
      case KEPT -> "";
      case DUE -> "  %d rows; --apply lets it go".formatted(month.rows());
      case HELD -> "  %d rows, of which the grid still holds some".formatted(month.rows());
    };
  }

  private static String where(Settings.OldMonths old) {
    return switch (old) {
      case ARCHIVE -> "to the schema archive";
      case DROP -> "dropped";
    };
  }
}
