package com.rollingdrop.api.grid;

import com.rollingdrop.compute.client.AdminOperations;
import com.rollingdrop.compute.client.BoxCatalog;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.Logins;
import com.rollingdrop.compute.client.Marketplace;
import com.rollingdrop.compute.client.OpenTrades;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.client.RateBuckets;
import com.rollingdrop.compute.client.Sessions;
import com.rollingdrop.compute.client.Throttle;
import com.rollingdrop.grid.ignite.IgniteConfigurations;
import com.rollingdrop.grid.settings.RateLimitSettings;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteSystemProperties;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.springframework.boot.autoconfigure.IgniteAutoConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * This server as a client node of the grid. The rest of the server knows the grid only by what this
 * hands out.
 *
 * <p>Ignite's extension starts the node from our configuration. It is imported by name because
 * Spring Boot 4 no longer reads the file that would announce it.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(IgniteAutoConfiguration.class)
class GridClient {
  private static final Logger LOG = LoggerFactory.getLogger(GridClient.class);
  private static final String NAME = "api-server";

  static {
    // Ignite's hook would leave the grid at once, under the requests that still run; Spring closes
    // the node after the last of them.
    System.setProperty(IgniteSystemProperties.IGNITE_NO_SHUTDOWN_HOOK, "true");
  }

  @Bean
  IgniteConfiguration igniteConfiguration(Settings settings) {
    LOG.info("joining the grid; this waits until a grid node can be reached");
    return IgniteConfigurations.client(settings, NAME + "-" + settings.api().port());
  }

  @Bean
  CommandGateway commandGateway(Ignite ignite, Settings settings, MeterRegistry registry) {
    return new CommandGateway(ignite, settings.gateway(), registry);
  }

  @Bean
  PlayerReads playerReads(Ignite ignite) {
    return new PlayerReads(ignite);
  }

  @Bean
  Logins logins(Ignite ignite) {
    return new Logins(ignite);
  }

  @Bean
  Sessions sessions(Ignite ignite, Settings settings, InstantSource clock) {
    return new Sessions(
        ignite, clock, settings.auth().sessionIdleMinutes(), settings.auth().sessionMaxHours());
  }

  @Bean
  AdminOperations adminOperations(Ignite ignite) {
    return new AdminOperations(ignite);
  }

  @Bean
  Throttle throttle(Ignite ignite, Settings settings, InstantSource clock) {
    return new Throttle(ignite, clock, settings.auth().attemptsWaitSeconds());
  }

  @Bean
  RateBuckets rateBuckets(Ignite ignite, Settings settings) {
    RateLimitSettings limits = settings.rateLimit();
    return new RateBuckets(ignite, Duration.ofSeconds(limits.windowSeconds()), limits.timeoutMs());
  }

  @Bean
  Marketplace marketplace(Ignite ignite) {
    return new Marketplace(ignite);
  }

  @Bean
  OpenTrades openTrades(Ignite ignite) {
    return new OpenTrades(ignite);
  }

  @Bean
  BoxCatalog boxCatalog(Ignite ignite) {
    return new BoxCatalog(ignite);
  }
}
