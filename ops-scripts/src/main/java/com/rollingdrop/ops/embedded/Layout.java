package com.rollingdrop.ops.embedded;

import com.rollingdrop.grid.settings.Settings;
import java.nio.file.Path;

/**
 * Where things are on this machine.
 *
 * @param home the checkout
 * @param data the data folder
 */
public record Layout(Path home, Path data) {
  /** System property by which the scripts tell where the checkout is. */
  private static final String HOME = "rollingdrop.home";

  /** The layout that the scripts and the settings name. */
  public static Layout of(Settings settings) {
    Path home = Path.of(System.getProperty(HOME, ".")).toAbsolutePath().normalize();
    return new Layout(home, home.resolve(settings.dataDir()).normalize());
  }

  /** What the processes write to standard output and their logs. */
  public Path logs() {
    return data.resolve("log");
  }

  /** Pid files and argument files. */
  public Path run() {
    return data.resolve("run");
  }

  /** What may be deleted while nothing runs. */
  public Path temporary() {
    return data.resolve("tmp");
  }

  /** The folder of the ClickHouse front. */
  public Path clickHouseFront() {
    return home.resolve("ops-scripts").resolve("clickhouse");
  }
}
