package com.rollingdrop.ops.boxes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rollingdrop.compute.box.BoxDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The real cases, where they are at hand; they are not part of the project. */
public final class RealCases {
  private static final Path FILE = Path.of("../../shared/data/weapon-cases.json");

  private RealCases() {}

  /** Their file; skips the test where it is absent. */
  public static Path file() {
    assumeTrue(Files.exists(FILE), "skipped: " + FILE + " is not there");
    return FILE;
  }

  static List<BoxDefinition> read() {
    return ImportFile.read(file());
  }
}
