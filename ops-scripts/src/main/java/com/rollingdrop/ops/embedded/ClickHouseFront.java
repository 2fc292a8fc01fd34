package com.rollingdrop.ops.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Sees to it that the ClickHouse engine's packages are there, from npm, once. */
public final class ClickHouseFront {
  private static final long INSTALL_MINUTES = 10;

  private final Path folder;
  private final Path log;

  public ClickHouseFront(Layout layout) {
    this.folder = layout.clickHouseFront();
    this.log = layout.logs().resolve("clickhouse-install.out");
  }

  /** Installs what is missing; tells why analytics cannot be had, if so. */
  public Optional<String> installIfMissing() throws IOException, InterruptedException {
    if (!runs("node", "--version")) {
      return Optional.of("node was not found; install Node.js 20 or newer");
    }
    if (isInstalled()) {
      return Optional.empty();
    }
    if (!runs("npm", "--version")) {
      return Optional.of("npm was not found; install Node.js 20 or newer with npm");
    }
    Files.createDirectories(log.getParent());
    Process install =
        new ProcessBuilder("npm", "ci", "--omit=dev", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!install.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
      install.destroyForcibly();
      return Optional.of("npm ci took longer than " + INSTALL_MINUTES + " min, see " + log);
    }
    if (install.exitValue() != 0 || !isInstalled()) {
      return Optional.of("npm ci failed, see " + log);
    }
    return Optional.empty();
  }

  // npm writes its own lock into the folder when an installation is complete.
  private boolean isInstalled() throws IOException {
    Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
    return Files.exists(installed)
        && Files.getLastModifiedTime(installed)
                .compareTo(Files.getLastModifiedTime(folder.resolve("package-lock.json")))
            >= 0;
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
