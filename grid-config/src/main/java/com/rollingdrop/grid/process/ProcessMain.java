package com.rollingdrop.grid.process;

import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a process's body with its settings; a process that cannot start says why in one line. */
public final class ProcessMain {
  /** Exit code for settings that no process may start with. */
  public static final int EXIT_BAD_SETTINGS = 2;

  /** Exit code for a start that failed for another reason. */
  public static final int EXIT_FAILED = 1;

  private static final Logger LOG = LoggerFactory.getLogger(ProcessMain.class);

  private ProcessMain() {}

  /** What a process does. Returns when the process is up; threads of its own keep it running. */
  @FunctionalInterface
  public interface Body {
    void start(Settings settings) throws Exception;
  }

  /** Loads the settings, starts the body, and exits with a code and one clear line if it fails. */
  @SuppressWarnings("SystemOut")
  public static void run(String name, Body body) {
    try {
      Settings settings = SettingsLoader.load();
      LogEncoder.use(settings.log().format(), name);
      body.start(settings);
      LOG.info("{} is up", name);
    } catch (BadSettingsException e) {
      for (String problem : e.problems()) {
        System.err.println(name + " cannot start: " + problem);
      }
      System.exit(EXIT_BAD_SETTINGS);
    } catch (Exception e) {
      System.err.println(name + " cannot start: " + e);
      LOG.error("{} cannot start", name, e);
      System.exit(EXIT_FAILED);
    }
  }
}
