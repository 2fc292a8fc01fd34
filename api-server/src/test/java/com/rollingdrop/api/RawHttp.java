package com.rollingdrop.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test sends what no client library would. */
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;

  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  static RawHttp to(Api api) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.settings().api().port());
    socket.setSoTimeout(PATIENCE_MS);
    socket.setTcpNoDelay(true);
    return new RawHttp(socket);
  }

  /** Sends all there is to send, and reads all that comes until the server closes. */
  static String answerTo(Api api, String request) throws IOException {
    try (RawHttp connection = to(api)) {
      connection.send(request);
      connection.socket.shutdownOutput();
      return connection.rest();
    }
  }

  /** In ISO 8859-1. */
  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** The next byte, negative when the server has closed. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** The next bytes, as text. */
  String read(int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** All that still comes. */
  String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  boolean hasAnswer() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
