package com.rollingdrop.persistence.reconcile;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Partitions;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.persistence.postgres.MirrorTables;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.Map;
import javax.cache.Cache;
import javax.sql.DataSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.cache.query.ScanQuery;
import org.jspecify.annotations.Nullable;

/**
 * Whether Postgres still has what left the grid, as it was then: the rows before each ledger's
 * start, by number, money and digest. Where months have left the table by rule, only number and
 * money of all together can be compared. For one thread.
 */
final class ClosedLedgers {
  /** What it is called in a report. */
  static final String TABLE = "ledger, closed";

  private static final Place PLACE = Place.POSTGRES;
  private static final int FETCH_ROWS = 2_000;
  private static final String OF_PLAYER =
      MirrorTables.LEDGER.selectAllSql() + " WHERE player_id = ? AND ledger.sequence <= ?";

  private static final String TOTALS =
      """
      SELECT
        (SELECT coalesce(sum(sequence), 0) FROM ledger_starts),
        (SELECT coalesce(sum((account.value ->> 'debitMinor')::numeric), 0)
           FROM ledger_starts CROSS JOIN LATERAL jsonb_each(accounts) AS account),
        closed.rows + gone.rows,
        closed.amount + gone.amount,
        gone.months
      FROM
        (SELECT count(*) AS rows, coalesce(sum(l.amount_minor), 0) AS amount
           FROM ledger AS l JOIN ledger_starts AS s
             ON s.player_id = l.player_id AND s.sequence >= l.sequence) AS closed,
        (SELECT coalesce(sum(rows), 0) AS rows, coalesce(sum(amount_minor), 0) AS amount,
           count(*) AS months FROM ledger_months_gone) AS gone""";

  private final Ignite ignite;
  private final DataSource dataSource;
  private final RowView<LedgerKey, LedgerEntry> view = new RowView<>(MirrorTables.LEDGER);
  private final Hash64 hash = new Hash64();

  ClosedLedgers(Ignite ignite, DataSource dataSource) {
    this.ignite = ignite;
    this.dataSource = dataSource;
  }

  /** What the starts in the grid say. */
  static ClosedTotals inGrid(Ignite ignite) {
    ClosedTotals totals = new ClosedTotals();
    new Partitions(ignite, CacheName.WALLETS)
        .forAll(
            ClosedJob::new,
            bytes -> {
              try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                totals.addFrom(in);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return totals;
  }

  /** Compares. */
  Compared compare(Tally tally) throws SQLException {
    long before = tally.findingCount();
    try (Connection connection = dataSource.getConnection()) {
      Totals totals = totals(connection);
      if (totals.months > 0) {
        return together(totals, tally);
      }
    }
    ClosedTotals grid = inGrid(ignite);
    Buckets inPostgres = inPostgres();
    BitSet differing = grid.buckets().differing(inPostgres);
    long suspects = 0;
    if (!differing.isEmpty()) {
      suspects = look(differing, tally);
    }
    return new Compared(
        PLACE,
        TABLE,
        grid.rows(),
        inPostgres.rows(),
        grid.buckets().sumMinor(),
        inPostgres.sumMinor(),
        differing.cardinality(),
        suspects,
        tally.findingCount() - before,
        0);
  }

  private record Totals(long closed, BigInteger minor, long rows, BigInteger isMinor, long months) {
    boolean isEqual() {
      return closed == rows && minor.equals(isMinor);
    }
  }

  private static Totals totals(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TOTALS)) {
      row.next();
      return new Totals(
          row.getLong(1),
          row.getBigDecimal(2).toBigIntegerExact(),
          row.getLong(3),
          row.getBigDecimal(4).toBigIntegerExact(),
          row.getLong(5));
    }
  }

  private static Compared together(Totals totals, Tally tally) {
    if (!totals.isEqual()) {
      tally.add(
          new Finding(
              PLACE,
              TABLE,
              totals.rows < totals.closed ? Fault.MISSING : Fault.DIFFERENT,
              "all",
              "%d entries of %s minor units are closed; the table and the months that left it have %d of %s"
                  .formatted(totals.closed, totals.minor, totals.rows, totals.isMinor)));
    }
    return new Compared(
        PLACE,
        TABLE,
        totals.closed,
        totals.rows,
        totals.minor,
        totals.isMinor,
        0,
        0,
        totals.isEqual() ? 0 : 1,
        0);
  }

  private Buckets inPostgres() throws SQLException {
    Buckets buckets = new Buckets();
    try (Connection connection = dataSource.getConnection()) {
      // The driver streams a result only within a transaction.
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(
              MirrorTables.LEDGER.selectAllSql() + " WHERE " + MirrorTables.CLOSED_LEDGER)) {
        statement.setFetchSize(FETCH_ROWS);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            Map.Entry<LedgerKey, LedgerEntry> row = read(rows);
            if (row != null) {
              buckets.add(
                  ClosedTotals.bucketOf(hash, row.getKey().playerId()),
                  view.hash(hash, row.getKey(), row.getValue()),
                  view.amountMinor(row.getKey(), row.getValue()));
            }
          }
        }
      }
      connection.rollback();
    }
    return buckets;
  }

  /** A row, null when it does not come back as what it was; then it is as good as missing. */
  private static Map.@Nullable Entry<LedgerKey, LedgerEntry> read(ResultSet row)
      throws SQLException {
    try {
      return MirrorTables.LEDGER.read(row);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Looks at each player of the buckets; starts may be newer by now than those added up. */
  private long look(BitSet buckets, Tally tally) throws SQLException {
    long looked = 0;
    ScanQuery<Long, LedgerStart> scan = new ScanQuery<>();
    try (Connection connection = dataSource.getConnection();
        var cursor = Caches.ledgerStarts(ignite).query(scan)) {
      for (Cache.Entry<Long, LedgerStart> entry : cursor) {
        if (buckets.get(ClosedTotals.bucketOf(hash, entry.getKey()))) {
          looked++;
          look(connection, entry.getKey(), entry.getValue(), tally);
        }
      }
    }
    return looked;
  }

  private void look(Connection connection, long playerId, LedgerStart start, Tally tally)
      throws SQLException {
    long rows = 0;
    long digest = 0;
    try (PreparedStatement statement = connection.prepareStatement(OF_PLAYER)) {
      statement.setLong(1, playerId);
      statement.setLong(2, start.sequence());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          Map.Entry<LedgerKey, LedgerEntry> row = read(found);
          if (row != null) {
            rows++;
            digest += view.hash(hash, row.getKey(), row.getValue());
          }
        }
      }
    }
    if (rows != start.sequence() || digest != start.rowsDigest()) {
      tally.add(
          new Finding(
              PLACE,
              TABLE,
              rows < start.sequence() ? Fault.MISSING : Fault.DIFFERENT,
              Long.toString(playerId),
              "entries up to %d left the grid; Postgres has %d of them, digest %016x, and had digest %016x"
                  .formatted(start.sequence(), rows, digest, start.rowsDigest())));
    }
  }
}
