package com.rollingdrop.api.analytics;

import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.analytics.Analytics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to ClickHouse. It is opened at the first question, so the server starts without it. */
@Configuration(proxyBeanMethods = false)
class AnalyticsConfiguration {
  @Bean
  Analytics analytics(
      Settings settings, Secrets secrets, MeterRegistry registry, InstantSource clock) {
    return new Analytics(settings, secrets, registry, clock);
  }
}
