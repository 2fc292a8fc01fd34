package com.rollingdrop.grid.settings;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Reads {@link Settings} from a properties file and the environment, and refuses them with every
 * reason at once.
 */
public final class SettingsLoader {
  /** Environment variable that names the settings file. */
  public static final String FILE_VARIABLE = "ROLLINGDROP_CONFIG";

  private static final String PREFIX = "ROLLINGDROP_";
  private static final int FILE_ORDINAL = 250;
  private static final int ENVIRONMENT_ORDINAL = 300;

  private SettingsLoader() {}

  /**
   * The settings of this process: the file that {@value #FILE_VARIABLE} names, if any, under this
   * process's environment.
   *
   * @throws BadSettingsException naming each bad key and the reason
   */
  public static Settings load() {
    return load(System.getenv());
  }

  /**
   * The settings of a process with this environment.
   *
   * @throws BadSettingsException naming each bad key and the reason
   */
  public static Settings load(Map<String, String> environment) {
    String file = environment.get(FILE_VARIABLE);
    Map<String, String> fromFile = file == null ? Map.of() : readFile(Path.of(file));
    // Only our own variables take part, so that a stranger's environment cannot break a start.
    Map<String, String> ours = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)
              && !name.equals(FILE_VARIABLE)
              && !name.startsWith("ROLLINGDROP_SECRET_")) {
            ours.put(name, value);
          }
        });
    SmallRyeConfig config;
    try {
      config =
          new SmallRyeConfigBuilder()
              .addDefaultInterceptors()
              .withMapping(Settings.class)
              .withSources(
                  new PropertiesConfigSource(fromFile, "settings file", FILE_ORDINAL),
                  new EnvConfigSource(ours, ENVIRONMENT_ORDINAL))
              .build();
    } catch (ConfigValidationException e) {
      List<String> problems = new ArrayList<>();
      for (int i = 0; i < e.getProblemCount(); i++) {
        problems.add(readable(e.getProblem(i).getMessage()));
      }
      throw new BadSettingsException(problems);
    }
    Settings settings = config.getConfigMapping(Settings.class);
    SettingsRules.check(settings);
    return settings;
  }

  // The library's messages carry the exception's class and its message codes; people need neither.
  private static String readable(String message) {
    return message.replaceAll("^[\\w.]+Exception: ", "").replaceAll("SRCFG\\d+: ", "");
  }

  private static Map<String, String> readFile(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadSettingsException(
          List.of(FILE_VARIABLE + ": cannot read the settings file " + file + ": " + e));
    }
    Map<String, String> values = new TreeMap<>();
    for (String key : properties.stringPropertyNames()) {
      values.put(key, properties.getProperty(key));
    }
    return values;
  }
}
