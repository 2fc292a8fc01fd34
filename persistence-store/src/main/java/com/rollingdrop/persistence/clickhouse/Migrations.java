package com.rollingdrop.persistence.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings ClickHouse's tables to the version that this code needs: runs the scripts under {@code
 * clickhouse/} that were not run yet, in order, and notes each in the table {@code
 * schema_versions}.
 *
 * <p>ClickHouse has no transaction around DDL, so a script must be safe to run again (IF NOT
 * EXISTS): it is when its process died before the note, or when two processes start at once.
 */
public final class Migrations {
  /** In order; a script's version is its place here. One that was released never changes. */
  private static final List<String> SCRIPTS =
      List.of(
          "V1__transaction_events.sql",
          "V2__two_sided_transactions.sql",
          "V3__promotional_money.sql",
          "V4__rollups.sql");

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /**
   * Runs what is missing.
   *
   * @throws SQLException when ClickHouse does not answer or refuses
   * @throws IllegalStateException when a script that was run has changed since
   */
  public static void run(Connection connection) throws SQLException {
    run(connection, SCRIPTS.size());
  }

  /** As far as this version only: how a table looked that an earlier release has made. */
  static void run(Connection connection, int lastVersion) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS schema_versions (version UInt32, script String,"
              + " checksum String, applied_at DateTime DEFAULT now())"
              + " ENGINE = MergeTree ORDER BY version");
      Map<Integer, String> applied = applied(statement);
      for (int version = 1; version <= lastVersion; version++) {
        String script = SCRIPTS.get(version - 1);
        String text = read(script);
        String checksum = sha256(text);
        String before = applied.get(version);
        if (before == null) {
          apply(statement, version, script, text, checksum);
        } else if (!before.equals(checksum)) {
          throw new IllegalStateException(
              script
                  + " was changed after it was run on this ClickHouse; add a new script instead");
        }
      }
    }
  }

  private static Map<Integer, String> applied(Statement statement) throws SQLException {
    Map<Integer, String> applied = new HashMap<>();
    try (ResultSet rows = statement.executeQuery("SELECT version, checksum FROM schema_versions")) {
      while (rows.next()) {
        applied.put(rows.getInt(1), rows.getString(2));
      }
    }
    return applied;
  }

  private static void apply(
      Statement statement, int version, String script, String text, String checksum)
      throws SQLException {
    for (String command : commands(text)) {
      statement.execute(command);
    }
    statement.execute(
        "INSERT INTO schema_versions (version, script, checksum) VALUES (%d, '%s', '%s')"
            .formatted(version, script, checksum));
    LOG.info("ran {}", script);
  }

  /** The script's commands, each ended by a semicolon at the end of a line. */
  static List<String> commands(String script) {
    List<String> commands = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    for (String line : script.lines().toList()) {
      if (line.strip().startsWith("--")) {
        continue;
      }
      command.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        String text = command.toString().strip();
        commands.add(text.substring(0, text.length() - 1));
        command.setLength(0);
      }
    }
    if (!command.toString().isBlank()) {
      throw new IllegalStateException("a script's last command lacks its semicolon");
    }
    return commands;
  }

  private static String read(String script) {
    try (InputStream in = Migrations.class.getResourceAsStream("/clickhouse/" + script)) {
      if (in == null) {
        throw new IllegalStateException("clickhouse/" + script + " is missing on the classpath");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
