package com.rollingdrop.benchmarks.peers;

import com.rollingdrop.benchmarks.load.Caller;
import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.Stage;
import com.rollingdrop.benchmarks.load.Target;
import com.rollingdrop.benchmarks.load.Work;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A stored procedure in Postgres: one call and one transaction per opening, one connection each.
 */
public final class PostgresContender implements Contender {
  private final String name;
  private final String title;
  private final PostgresDurability durability;

  private PostgresContender(String name, String title, PostgresDurability durability) {
    this.name = name;
    this.title = title;
    this.durability = durability;
  }

  /** With commits that wait for the disk. */
  public static Contender durable() {
    return new PostgresContender(
        "postgres-fsync", "Postgres stored procedure, fsync on", PostgresDurability.FSYNC_ON);
  }

  /** With commits that wait for nothing. */
  public static Contender fast() {
    return new PostgresContender(
        "postgres", "Postgres stored procedure, fsync off", PostgresDurability.FSYNC_OFF);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean isEngine() {
    return false;
  }

  @Override
  public Target start(Stage stage) throws IOException {
    return new Procedure(PostgresServer.start(durability, stage));
  }

  private record Procedure(PostgresServer server) implements Target {
    @Override
    public Caller caller() throws SQLException {
      return new ProcedureCaller(server.connect());
    }

    @Override
    public long balanceMinor(long playerId) throws SQLException {
      return server.balanceMinor(playerId);
    }

    @Override
    public long openings() throws SQLException {
      return server.openings();
    }

    @Override
    public String about() throws SQLException {
      return server.about();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private static final class ProcedureCaller implements Caller {
    private final Connection connection;
    private final PreparedStatement call;

    ProcedureCaller(Connection connection) throws SQLException {
      this.connection = connection;
      this.call = connection.prepareStatement("SELECT * FROM open_box(?, ?, ?)");
    }

    @Override
    public boolean open(long playerId, UUID key) throws SQLException {
      call.setLong(1, playerId);
      call.setObject(2, key);
      call.setString(3, Work.BOX.boxId());
      try (ResultSet row = call.executeQuery()) {
        row.next();
        return row.getBoolean("replayed");
      }
    }

    @Override
    public void close() throws IOException {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }
}
