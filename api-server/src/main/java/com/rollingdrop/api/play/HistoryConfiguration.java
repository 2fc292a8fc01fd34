package com.rollingdrop.api.play;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.history.OlderEntries;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to what the grid holds no more. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
  @Bean
  OlderEntries olderEntries(
      Settings settings, Secrets secrets, MeterRegistry registry, InstantSource clock) {
    return OlderEntries.open(settings, secrets, registry, clock);
  }
}
