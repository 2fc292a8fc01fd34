package com.rollingdrop.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where a command puts what it found: an option of each command. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class Results {
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "where the report goes; default: benchmarks/results",
      showDefaultValue = CommandLine.Help.Visibility.NEVER)
  private Optional<Path> folder;

  /** The project's folder. */
  public static Path home() {
    return Path.of(System.getProperty("rollingdrop.home", "")).toAbsolutePath();
  }

  /** The folder for whatever a command needs while it runs. */
  public static Path work() {
    String work = System.getProperty("rollingdrop.work");
    return work == null ? home().resolve("var").resolve("benchmarks") : Path.of(work);
  }

  /** The day of the report, UTC. */
  public LocalDate today() {
    return today;
  }

  /**
   * The name of a file that belongs to the report.
   *
   * @param subject what the report is about, in one word or with hyphens
   * @param extension without a dot
   */
  public String fileName(String subject, String extension) {
    return today + "-" + subject + "." + extension;
  }

  /** Writes one file of the report. */
  public Path write(String fileName, String text) throws IOException {
    Path into = folder.orElseGet(() -> home().resolve("benchmarks").resolve("results"));
    Files.createDirectories(into);
    return Files.writeString(into.resolve(fileName), text);
  }
}
