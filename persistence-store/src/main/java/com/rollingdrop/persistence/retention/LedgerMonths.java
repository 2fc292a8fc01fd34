package com.rollingdrop.persistence.retention;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.retention.LedgerMonth.Standing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The rule for old months of the ledger in Postgres. A month leaves only when none of its entries
 * is in the grid, whatever the calendar says; what left is noted in {@code ledger_months_gone}.
 * Both steps are safe to repeat. Thread-safe.
 */
public final class LedgerMonths {
  private static final Pattern NAME = Pattern.compile("ledger_(\\d{4})_(\\d{2})");

  private static final String PARTITIONS =
      "SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid"
          + " WHERE i.inhparent = 'ledger'::regclass ORDER BY c.relname";

  private static final String HELD =
      "SELECT count(*), count(*) FILTER (WHERE s.player_id IS NULL) FROM %s AS l"
          + " LEFT JOIN ledger_starts AS s ON s.player_id = l.player_id AND s.sequence >= l.sequence";

  private static final String NOTE =
      "INSERT INTO ledger_months_gone (month, went, rows, amount_minor, at)"
          + " SELECT ?::date, ?, count(*), coalesce(sum(amount_minor), 0), ?::timestamptz FROM %s";

  private final DataSource dataSource;
  private final Settings.Retention settings;
  private final InstantSource clock;

  public LedgerMonths(DataSource dataSource, Settings.Retention settings, InstantSource clock) {
    this.dataSource = dataSource;
    this.settings = settings;
    this.clock = clock;
  }

  /** All months that the table has, oldest first, and what the rule says of each. */
  public List<LedgerMonth> look() throws SQLException {
    List<LedgerMonth> months = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      for (YearMonth month : partitions(connection)) {
        months.add(standing(connection, month));
      }
    }
    return months;
  }

  private static List<YearMonth> partitions(Connection connection) throws SQLException {
    List<YearMonth> months = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(PARTITIONS)) {
      while (rows.next()) {
        Matcher name = NAME.matcher(rows.getString(1));
        if (name.matches()) {
          months.add(
              YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))));
        }
      }
    }
    return months;
  }

  private LedgerMonth standing(Connection connection, YearMonth month) throws SQLException {
    if (!isPast(month)) {
      return new LedgerMonth(month, Standing.KEPT, -1);
    }
    return counted(connection, month);
  }

  /** Whether the settings let the month go: it is old enough for the table and for the grid. */
  private boolean isPast(YearMonth month) {
    YearMonth current = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    if (settings.postgresMonths() == 0
        || settings.ledgerDays() == 0
        || !month.isBefore(current.minusMonths(settings.postgresMonths()))) {
      return false;
    }
    Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return end.toEpochMilli() <= clock.millis() - TimeUnit.DAYS.toMillis(settings.ledgerDays());
  }

  private static LedgerMonth counted(Connection connection, YearMonth month) throws SQLException {
    LedgerMonth due = new LedgerMonth(month, Standing.DUE, 0);
    try (Statement statement = connection.createStatement();
        ResultSet counts = statement.executeQuery(HELD.formatted(due.table()))) {
      counts.next();
      return new LedgerMonth(
          month, counts.getLong(2) == 0 ? Standing.DUE : Standing.HELD, counts.getLong(1));
    }
  }

  /**
   * Lets a month go that is due, and notes it; all of it or nothing.
   *
   * @return whether it went; false when some of its entries are in the grid all of a sudden
   * @throws SQLException also when the table is in use for longer than a few seconds
   */
  public boolean letGo(LedgerMonth month) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean gone = isPast(month.month()) && letGo(connection, month);
        if (gone) {
          connection.commit();
        } else {
          connection.rollback();
        }
        return gone;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private boolean letGo(Connection connection, LedgerMonth month) throws SQLException {
    String table = month.table();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = '5s'");
      statement.execute("ALTER TABLE ledger DETACH PARTITION " + table);
    }
    // From here on nobody writes to it.
    if (counted(connection, month.month()).standing() != Standing.DUE) {
      return false;
    }
    try (PreparedStatement note = connection.prepareStatement(NOTE.formatted(table))) {
      note.setString(1, month.month().atDay(1).toString());
      note.setString(2, settings.postgresOldMonths().name());
      note.setString(3, clock.instant().toString());
      note.executeUpdate();
    }
    try (Statement statement = connection.createStatement()) {
      switch (settings.postgresOldMonths()) {
        case ARCHIVE -> {
          statement.execute("CREATE SCHEMA IF NOT EXISTS archive");
          statement.execute("ALTER TABLE " + table + " SET SCHEMA archive");
        }
        case DROP -> statement.execute("DROP TABLE " + table);
      }
    }
    return true;
  }
}
