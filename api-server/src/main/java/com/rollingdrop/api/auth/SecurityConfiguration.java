package com.rollingdrop.api.auth;

import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.compute.client.Sessions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

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
  SecurityFilterChain security(HttpSecurity http, AuthenticationManager verifiedTokens) {
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
    return http.build();
  }

  private static @Nullable String token(HttpServletRequest request) {
    return Arrays.asList(BEFORE_A_SESSION).contains(request.getRequestURI())
        ? null
        : HEADER.resolve(request);
  }

  @Bean
  RequestRejectedHandler requestRejectedHandler() {
    return refusals;
  }
}
