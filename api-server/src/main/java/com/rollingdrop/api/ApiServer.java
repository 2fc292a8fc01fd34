package com.rollingdrop.api;

import com.rollingdrop.api.auth.PublicKeys;
import com.rollingdrop.api.auth.SigningKeys;
import com.rollingdrop.compute.fairness.SealingKey;
import com.rollingdrop.grid.process.ProcessMain;
import com.rollingdrop.grid.settings.BadSettingsException;
import com.rollingdrop.grid.settings.Secret;
import com.rollingdrop.grid.settings.Secrets;
import com.rollingdrop.grid.settings.Settings;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** The REST server of players and administrators. */
public final class ApiServer {
  /** How much longer than its longest request the server waits for requests when it stops. */
  private static final int SHUTDOWN_SLACK_MS = 2_000;

  private ApiServer() {}

  public static void main(String[] args) {
    ProcessMain.run("api-server", settings -> start(settings, Secrets.of(settings)));
  }

  /**
   * Starts the server; it is ready to serve when this returns.
   *
   * @throws BadSettingsException when a setting or a secret forbids to start
   */
  static ConfigurableApplicationContext start(Settings settings, Secrets secrets) {
    // Before the grid is joined, which can take its time: a start that cannot succeed fails at
    // once.
    RSAPublicKey tokenKey = PublicKeys.of(secrets);
    for (Secret needed : List.of(Secret.POSTGRES_PASSWORD, Secret.CLICKHOUSE_PASSWORD)) {
      var unused = secrets.text(needed);
    }
    SigningKeys signingKeys = SigningKeys.of(secrets);
    SealingKey secondFactorKey = sealingKey(secrets, Secret.SECOND_FACTOR_KEY);

    // Logging is set up by logback.xml of grid-config, in this process as in all others.
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();

    SpringApplication application = new SpringApplication(ApiConfiguration.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setEnvironment(new NoOutsideEnvironment());
    application.setDefaultProperties(properties(settings));
    application.addInitializers(
        context -> {
          context.getBeanFactory().registerSingleton("settings", settings);
          context.getBeanFactory().registerSingleton("secrets", secrets);
          context.getBeanFactory().registerSingleton("tokenKey", tokenKey);
          context.getBeanFactory().registerSingleton("signingKeys", signingKeys);
          context.getBeanFactory().registerSingleton("secondFactorKey", secondFactorKey);
        });
    try {
      return application.run();
    } catch (RuntimeException e) {
      throw readable(e, settings);
    }
  }

  private static SealingKey sealingKey(Secrets secrets, Secret secret) {
    try {
      return new SealingKey(secrets.text(secret), new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new BadSettingsException(List.of(secret.variable() + ": must be 32 bytes in hex"));
    }
  }

  private static Map<String, Object> properties(Settings settings) {
    Settings.Api api = settings.api();
    Map<String, Object> properties = new HashMap<>();
    properties.put("server.address", api.bindAddress());
    properties.put("server.port", api.port());
    properties.put("server.tomcat.threads.max", api.maxThreads());
    properties.put("management.server.port", api.managementPort());
    properties.put(
        "spring.lifecycle.timeout-per-shutdown-phase",
        settings.gateway().timeoutMs() + SHUTDOWN_SLACK_MS + "ms");
    return properties;
  }

  private static RuntimeException readable(RuntimeException failure, Settings settings) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BadSettingsException bad) {
        return bad;
      }
      if (cause instanceof PortInUseException taken) {
        boolean own = taken.getPort() == settings.api().port();
        return new BadSettingsException(
            List.of(
                "rollingdrop.api."
                    + (own ? "port" : "management-port")
                    + ": port "
                    + taken.getPort()
                    + " is taken; stop what uses it or choose another"));
      }
    }
    return failure;
  }

  /** Settings come from one place only; a variable that Spring would understand is not one. */
  private static final class NoOutsideEnvironment extends StandardEnvironment {
    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      // None.
    }
  }
}
