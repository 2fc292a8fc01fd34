package com.rollingdrop.persistence.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger's monthly partitions (UTC), made before they are needed. Thread-safe. */
final class LedgerPartitions {
  // A broken clock must not make partitions without end.
  private static final int YEAR_MIN = 2000;
  private static final int YEAR_MAX = 2199;

  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  /**
   * Makes sure of the partition for each of these months. The connection is in autocommit, so that
   * the lock on the table ends here and not with the batch.
   *
   * @throws SQLDataException when no month can have that time
   */
  void ensure(Connection connection, Set<YearMonth> months) throws SQLException {
    for (YearMonth month : months) {
      if (known.contains(month)) {
        continue;
      }
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT ensure_ledger_partition(?::date)")) {
        statement.setString(1, month.atDay(1).toString());
        statement.execute();
      }
      known.add(month);
    }
  }

  /** The month of a time, epoch milliseconds. */
  static YearMonth monthOf(long timeMs) throws SQLDataException {
    int year = Instant.ofEpochMilli(timeMs).atZone(ZoneOffset.UTC).getYear();
    if (year < YEAR_MIN || year > YEAR_MAX) {
      throw new SQLDataException("no partition for the year " + year, Faults.BAD_VALUE);
    }
    return YearMonth.from(Instant.ofEpochMilli(timeMs).atZone(ZoneOffset.UTC));
  }

  /** Looks again next time: somebody may have dropped a partition. */
  void forget() {
    known.clear();
  }
}
