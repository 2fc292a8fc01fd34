package com.rollingdrop.api.auth;

import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.api.ratelimit.RateLimitFilter;
import com.rollingdrop.api.ratelimit.RateLimiter;
import com.rollingdrop.api.web.CrossOrigin;
import com.rollingdrop.api.web.SecurityHeaders;
import com.rollingdrop.compute.client.AdminOperations;
import com.rollingdrop.compute.client.Sessions;
import com.rollingdrop.grid.model.AdminOperation;
import com.rollingdrop.grid.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Who may ask what. Stateless: each request brings its token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** Whoever asks here has no good token; one that is sent all the same says nothing. */
  private static final String[] BEFORE_A_SESSION = {
    "/auth/register", "/auth/login", "/auth/refresh"
  };

  /** Files, the same for everybody. */
  private static final String[] PLAYER_PAGE = {"/", "/play", "/play/**"};

  private static final BearerTokenResolver HEADER = new DefaultBearerTokenResolver();

  private final Refusals refusals = new Refusals();

  @Bean
  AuthenticationManager verifiedTokens(
      RSAPublicKey key, SigningKeys keys, Sessions sessions, GridLink link, InstantSource clock) {
    return new VerifiedTokens(new TokenDecoder(key, keys), sessions, link, clock);
  }

  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      AuthenticationManager verifiedTokens,
      RateLimiter limiter,
      AdminOperations operations,
      GridLink link,
      Settings settings,
      InstantSource clock,
      MeterRegistry registry) {
    int proxies = settings.auth().proxies();
    http.addFilterBefore(
        new RateLimitFilter(limiter, RateLimitSources.beforeToken(proxies)),
        BearerTokenAuthenticationFilter.class);
    http.addFilterAfter(
        new RateLimitFilter(limiter, RateLimitSources.afterToken(proxies)),
        BearerTokenAuthenticationFilter.class);
    settings.http().corsOrigins().ifPresent(origins -> http.addFilter(CrossOrigin.of(origins)));
    http.headers(
        headers ->
            headers
                // Told by a setting: this server sees the proxy that ends the TLS, and no TLS.
                .httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable)
                .referrerPolicy(r -> r.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(new SecurityHeaders(settings.http())));
    http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        // Tokens travel in a header that no foreign page can make a browser send.
        .csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(a -> {})
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/boxes/catalog", "/boxes/*/items")
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/boxes/catalog", "/boxes/*/items")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/problems", "/problems/*")
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, "/problems", "/problems/*")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, PLAYER_PAGE)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, PLAYER_PAGE)
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, BEFORE_A_SESSION)
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, JwksController.PATH)
                    .permitAll()
                    .requestMatchers(HttpMethod.HEAD, JwksController.PATH)
                    .permitAll()
                    // On the management port alone; here these paths lead nowhere.
                    .requestMatchers("/actuator/**")
                    .permitAll()
                    .requestMatchers("/admin/**")
                    .hasRole(CallerAuthentication.ADMIN)
                    .requestMatchers("/analytics/global/**")
                    .hasRole(CallerAuthentication.ADMIN)
                    .requestMatchers("/transactions/**", "/wallet", "/fairness", "/fairness/**")
                    .hasRole(CallerAuthentication.PLAYER)
                    .requestMatchers(
                        "/inventory/transfer", "/marketplace/*", "/limits", "/limits/**")
                    .hasRole(CallerAuthentication.PLAYER)
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .bearerTokenResolver(SecurityConfiguration::token)
                    .authenticationManagerResolver(request -> verifiedTokens)
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
    BiConsumer<UUID, AdminOperation> book =
        (id, operation) -> {
          link.requireUp();
          operations.write(id, operation);
        };
    http.addFilterBefore(
        new AdminAudit(book, settings, clock, registry), AuthorizationFilter.class);
    return http.build();
  }

  private static @Nullable String token(HttpServletRequest request) {
    return Arrays.asList(BEFORE_A_SESSION).contains(request.getRequestURI())
        ? null
        : HEADER.resolve(request);
  }

  /**
   * Each request is observed as a whole; an observation of each filter cost as much as a command.
   */
  @Bean
  SecurityObservationSettings securityObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  RequestRejectedHandler requestRejectedHandler() {
    return refusals;
  }
}
