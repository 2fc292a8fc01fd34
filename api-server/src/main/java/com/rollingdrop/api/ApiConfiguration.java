package com.rollingdrop.api;

import com.rollingdrop.api.command.IdempotencyKeyResolver;
import com.rollingdrop.api.json.JsonBodyResolver;
import com.rollingdrop.api.web.KnownParameters;
import com.rollingdrop.grid.settings.Settings;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The server's parts. No user but the tokens' exists, so none is made up. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@ComponentScan
class ApiConfiguration implements WebMvcConfigurer {
  private final Settings settings;

  ApiConfiguration(Settings settings) {
    this.settings = settings;
  }

  @Bean
  static InstantSource clock() {
    return InstantSource.system();
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new IdempotencyKeyResolver());
    resolvers.add(
        new JsonBodyResolver(
            settings.api().maxBodyBytes(), settings.http().bodyTimeoutMs(), clock()));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new KnownParameters());
  }
}
