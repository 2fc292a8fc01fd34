package com.rollingdrop.api.auth;

import jakarta.servlet.DispatcherType;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Who may ask what. Stateless: each request brings its token. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** How far the clocks of issuer and server may be apart. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private final Refusals refusals = new Refusals();

  @Bean
  AuthenticationManager verifiedTokens(RSAPublicKey key, InstantSource clock) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withPublicKey(key).signatureAlgorithm(SignatureAlgorithm.RS256).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(CLOCK_SKEW), new TokenClaims()));
    return new VerifiedTokens(decoder, clock);
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
                    // On the management port alone; here these paths lead nowhere.
                    .requestMatchers("/actuator/**")
                    .permitAll()
                    .requestMatchers("/admin/**")
                    .hasRole(CallerAuthentication.ADMIN)
                    .requestMatchers("/transactions/**", "/wallet", "/fairness", "/fairness/**")
                    .hasRole(CallerAuthentication.PLAYER)
                    .anyRequest()
                    .authenticated())
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationManagerResolver(request -> verifiedTokens)
                    .authenticationEntryPoint(refusals)
                    .accessDeniedHandler(refusals))
        .exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
    return http.build();
  }

  @Bean
  RequestRejectedHandler requestRejectedHandler() {
    return refusals;
  }
}
