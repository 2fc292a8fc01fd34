package com.rollingdrop.grid.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The secrets of this installation: from the environment, else from files that only their owner can
 * read. A process never makes up a secret that is missing; {@link #createIfMissing} is for the
 * command that sets a machine up.
 */
public final class Secrets {
  private final Path folder;
  private final Map<String, String> environment;

  public Secrets(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** The secrets that these settings point to, under this process's environment. */
  public static Secrets of(Settings settings) {
    return new Secrets(settings.secrets(), System.getenv());
  }

  /** Where a secret's file is. */
  public Path file(Secret secret) {
    return folder.resolve(secret.fileName());
  }

  /**
   * The secret's text, without surrounding white space.
   *
   * @throws BadSettingsException when it is neither in the environment nor in its file
   */
  public String text(Secret secret) {
    String fromEnvironment = environment.get(secret.variable());
    if (fromEnvironment != null) {
      return fromEnvironment.strip();
    }
    Path file = file(secret);
    try {
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new BadSettingsException(
          List.of(
              secret.variable()
                  + ": not set, and its file "
                  + file
                  + " cannot be read"
                  + (secret == Secret.MONOLITH_PASSWORD ? "" : "; ops-scripts/up creates it")));
    }
  }

  /** Whether it is in the environment or has its file. */
  public boolean exists(Secret secret) {
    return environment.containsKey(secret.variable()) || Files.exists(file(secret));
  }

  /**
   * Writes the secret's file anew; one of the environment is left as it is.
   *
   * <p>Whoever reads it at that moment finds the old or the new one, whole.
   */
  public void replace(Secret secret, String text) throws IOException {
    if (environment.containsKey(secret.variable())) {
      return;
    }
    Path file = file(secret);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    write(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes the secret's file with what {@code text} gives, unless the secret exists already. */
  public void createIfMissing(Secret secret, Supplier<String> text) throws IOException {
    if (exists(secret)) {
      return;
    }
    try {
      write(file(secret), text.get());
    } catch (FileAlreadyExistsException e) {
      // Another start was faster; its secret counts.
    }
  }

  private void write(Path file, String text) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text + "\n", StandardCharsets.UTF_8);
  }
}
