package com.rollingdrop.grid.process;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import co.elastic.logging.logback.EcsEncoder;
import com.rollingdrop.grid.settings.Settings;

/**
 * Writes the lines of a process's log: as text until the settings are read, and then as they say.
 * Logback makes the instances. Thread-safe.
 */
public final class LogEncoder extends EncoderBase<ILoggingEvent> {
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level [%thread] %logger{30} - %msg%n";

  private static volatile Settings.LogFormat format = Settings.LogFormat.TEXT;
  private static volatile String process = "";

  private final PatternLayoutEncoder text = new PatternLayoutEncoder();
  private final EcsEncoder ecs = new EcsEncoder();

  /**
   * From now on.
   *
   * @param processName is {@code service.name} in a line of JSON
   */
  static void use(Settings.LogFormat wanted, String processName) {
    process = processName;
    format = wanted;
  }

  @Override
  public void start() {
    text.setContext(getContext());
    text.setPattern(PATTERN);
    text.start();
    ecs.setContext(getContext());
    ecs.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return inUse().encode(event);
  }

  private Encoder<ILoggingEvent> inUse() {
    if (format == Settings.LogFormat.TEXT) {
      return text;
    }
    ecs.setServiceName(process);
    return ecs;
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
