package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Looks whether a transaction has arrived in the databases behind the grid. */
final class Sightings {
  private final Settings settings;
  private final Secrets secrets;
  private final HttpClient http = HttpClient.newHttpClient();

  Sightings(Settings settings) {
    this.settings = settings;
    this.secrets = Secrets.of(settings);
  }

  boolean inPostgres(String transactionId) {
    Settings.Postgres postgres = settings.postgres();
    String url =
        "jdbc:postgresql://" + postgres.host() + ":" + postgres.port() + "/" + postgres.database();
    try (Connection connection =
            DriverManager.getConnection(
                url, postgres.user(), secrets.text(Secret.POSTGRES_PASSWORD));
        PreparedStatement query =
            connection.prepareStatement("SELECT 1 FROM ledger WHERE transaction_id = ?")) {
      query.setObject(1, UUID.fromString(transactionId));
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      return false;
    }
  }

  boolean inClickHouse(String transactionId) {
    Settings.ClickHouse clickHouse = settings.clickhouse();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + clickHouse.host() + ":" + clickHouse.port() + "/"))
            .header("X-ClickHouse-User", clickHouse.user())
            .header("X-ClickHouse-Key", secrets.text(Secret.CLICKHOUSE_PASSWORD))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "SELECT count() FROM transaction_events WHERE transaction_id = '"
                        + UUID.fromString(transactionId)
                        + "'"))
            .build();
    try {
      HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
      return reply.statusCode() == 200 && reply.body().strip().equals("1");
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
