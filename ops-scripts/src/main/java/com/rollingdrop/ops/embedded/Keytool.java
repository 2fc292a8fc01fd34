package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A key store for the time in which the JDK's keytool makes a key pair in it. It lies in a folder
 * that only its owner can read, under a password that nobody keeps.
 */
final class Keytool implements AutoCloseable {
  private static final String TYPE = "PKCS12";
  private static final String PASSWORD_VARIABLE = "ROLLINGDROP_KEYTOOL_PASSWORD";
  private static final int PASSWORD_BYTES = 24;

  private final Path folder;
  private final Path file;
  private final String password;
  private final KeyStore store;

  /**
   * An empty one.
   *
   * @param below a folder for it, which exists
   */
  Keytool(Path below) throws IOException, GeneralSecurityException {
    folder = Files.createTempDirectory(below, "keytool");
    file = folder.resolve("keys.p12");
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    password = HexFormat.of().formatHex(random);
    store = KeyStore.getInstance(TYPE);
    store.load(null, null);
  }

  /** Keys and certificates in it. */
  KeyStore store() {
    return store;
  }

  char[] password() {
    return password.toCharArray();
  }

  /**
   * Makes a key pair with its certificate.
   *
   * @param arguments of {@code keytool -genkeypair}, without the key store
   */
  void newPair(String alias, List<String> arguments) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keystore", file.toString()));
    // Not as an argument: those are shown to everybody on the machine.
    command.addAll(List.of("-storetype", TYPE, "-storepass:env", PASSWORD_VARIABLE));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(PASSWORD_VARIABLE, password);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool could not make " + alias + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password());
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.delete(folder);
  }
}
