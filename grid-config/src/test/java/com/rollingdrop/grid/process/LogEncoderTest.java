package com.rollingdrop.grid.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.rollingdrop.grid.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogEncoderTest {
  private final LogEncoder encoder = new LogEncoder();
  private final Logger logger = new LoggerContext().getLogger("com.rollingdrop.Example");

  @BeforeEach
  void start() {
    encoder.setContext(logger.getLoggerContext());
    encoder.start();
  }

  @AfterEach
  void asBefore() {
    LogEncoder.use(Settings.LogFormat.TEXT, "");
  }

  @Test
  void linesAreForPeopleUntilTheSettingsSayOtherwise() {
    assertThat(line(null))
        .startsWith("1970-01-01T00:00:00.000Z WARN  [")
        .endsWith("] com.rollingdrop.Example - a \"quoted\" text\n");
  }

  @Test
  void aLineIsOneJsonObjectWithTheTracesIdWhenTheSettingsSaySo() {
    LogEncoder.use(Settings.LogFormat.ECS, "api-server");

    assertThat(line(new IllegalStateException("two\nlines")))
        .startsWith("{\"@timestamp\":\"1970-01-01T00:00:00.000Z\",\"log.level\": \"WARN\",")
        .contains("\"message\":\"a \\\"quoted\\\" text\"")
        .contains("\"service.name\":\"api-server\"")
        .contains("\"log.logger\":\"com.rollingdrop.Example\"")
        .contains("\"trace.id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"")
        .contains("\"error.type\":\"java.lang.IllegalStateException\"")
        .containsOnlyOnce("\n")
        .endsWith("}\n");
  }

  private String line(@Nullable Throwable failure) {
    LoggingEvent event =
        new LoggingEvent("", logger, Level.WARN, "a \"quoted\" text", failure, null);
    event.setTimeStamp(0);
    event.setMDCPropertyMap(Map.of("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736"));
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
