package com.rollingdrop.persistence.events;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a management server answers. */
public record HttpReply(int code, String body) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  public static HttpReply get(int port, String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    return new HttpReply(response.statusCode(), response.body());
  }
}
