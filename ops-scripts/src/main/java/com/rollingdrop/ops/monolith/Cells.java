package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.compute.command.ImportedItem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/** The current row of a query, read with care. Used by one thread. */
final class Cells {
  private final Calendar utc = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC));
  private final ResultSet row;
  private final Ids ids;
  private final Map<String, Integer> types = new HashMap<>();

  /** Why a row cannot be taken. */
  static final class BadCell extends Exception {
    private static final long serialVersionUID = 1L;

    BadCell(String message) {
      super(message);
    }
  }

  Cells(ResultSet row, Ids ids) throws SQLException {
    this.row = row;
    this.ids = ids;
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      types.put(
          row.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT),
          row.getMetaData().getColumnType(i));
    }
  }

  boolean has(String column) {
    return types.containsKey(column);
  }

  /** The text of an id, for people; never fails. */
  String key(String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "(none)" : text;
  }

  /** Whether it was there once, where the query tells. */
  boolean isGone() throws SQLException {
    return has("gone") && row.getBoolean("gone");
  }

  long playerId() throws SQLException, BadCell {
    String key = key("player_id");
    if (!isInteger("player_id")) {
      if (row.getString("player_id") == null) {
        throw new BadCell("player_id is missing");
      }
      return ids.player(key);
    }
    long id = row.getLong("player_id");
    if (id < 1) {
      throw new BadCell("player_id " + key + " is not a positive number");
    }
    return id;
  }

  private boolean isInteger(String column) {
    return switch (types.getOrDefault(column, Types.NULL)) {
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
      default -> false;
    };
  }

  UUID itemId() throws SQLException, BadCell {
    Object id = row.getObject("item_id");
    if (id == null) {
      throw new BadCell("item_id is missing");
    }
    return id instanceof UUID uuid ? uuid : ids.item(key("item_id"));
  }

  /** What a wallet may hold, or nothing where there is no such column. */
  long balanceMinor(String column) throws SQLException, BadCell {
    return has(column) ? minor(column, 0, Amounts.BALANCE_MAX_MINOR) : 0;
  }

  long valueMinor() throws SQLException, BadCell {
    return minor("value_minor", 0, Amounts.TRANSACTION_MAX_MINOR);
  }

  /** A whole number of minor units; 1000.00 is one, and 10.005 is none. */
  long minor(String column, long least, long most) throws SQLException, BadCell {
    BigDecimal value;
    try {
      value = row.getBigDecimal(column);
    } catch (SQLException e) {
      // As NaN, which a monolith's numeric column may hold.
      throw new BadCell(column + " " + row.getString(column) + " is no number");
    }
    if (value == null) {
      throw new BadCell(column + " is missing");
    }
    if (value.stripTrailingZeros().scale() > 0) {
      throw new BadCell(
          column + " " + value.toPlainString() + " is not a whole number of minor units");
    }
    if (value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw new BadCell(
          column + " " + value.toPlainString() + " is not between " + least + " and " + most);
    }
    return value.longValueExact();
  }

  String text(String column) throws SQLException, BadCell {
    String text = row.getString(column);
    if (text == null || text.isBlank()) {
      throw new BadCell(column + " is missing");
    }
    if (text.length() > ImportedItem.TEXT_MAX) {
      throw new BadCell(column + " has more than " + ImportedItem.TEXT_MAX + " characters");
    }
    return text;
  }

  /** The monolith's own sums; that of nothing is 0. */
  Totals totals() throws SQLException {
    return new Totals(
        row.getLong("players"),
        whole("cash_minor"),
        whole("promo_minor"),
        row.getLong("items"),
        whole("item_value_minor"));
  }

  private BigInteger whole(String column) throws SQLException {
    BigDecimal value = row.getBigDecimal(column);
    // A sum with a fraction is no sum of whole units; rounded, it differs from what was read.
    return value == null ? BigInteger.ZERO : value.setScale(0, RoundingMode.UP).toBigInteger();
  }

  /** Epoch milliseconds; a time without a zone is taken for UTC. */
  long timeMs(String column) throws SQLException, BadCell {
    Timestamp time = row.getTimestamp(column, utc);
    if (time == null) {
      throw new BadCell(column + " is missing");
    }
    return time.getTime();
  }
}
