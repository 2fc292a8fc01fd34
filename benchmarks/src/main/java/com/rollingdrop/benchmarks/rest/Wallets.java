package com.rollingdrop.benchmarks.rest;

import com.rollingdrop.benchmarks.load.Work;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

/** Players of a system that is up, and money for them. */
final class Wallets {
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;

  /**
   * @param api where the api-server answers
   */
  Wallets(URI api) {
    this.api = api;
  }

  /** Deposits what each needs for the whole run. */
  void fill(List<String> tokens) throws IOException, InterruptedException {
    for (String token : tokens) {
      HttpRequest request =
          HttpRequest.newBuilder(api.resolve("/transactions/deposit"))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", UUID.randomUUID().toString())
              .POST(
                  HttpRequest.BodyPublishers.ofString("{\"amountMinor\":" + Work.FUNDS_MINOR + "}"))
              .build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new IOException("deposit: " + response.statusCode() + " " + response.body());
      }
    }
  }
}
