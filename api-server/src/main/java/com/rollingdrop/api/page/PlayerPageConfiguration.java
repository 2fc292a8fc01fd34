package com.rollingdrop.api.page;

import com.rollingdrop.compute.fairness.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the files below {@code /play/}. See docs/decisions/0032. */
@Configuration(proxyBeanMethods = false)
class PlayerPageConfiguration implements WebMvcConfigurer {
  private static final String PAGE = "/play/";
  private static final int TAG_DIGITS = 16;

  /** The files are a dozen and part of the release, so each is read for its name once. */
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(PAGE + "**")
        .addResourceLocations("classpath:/play/")
        .setUseLastModified(false)
        .setCacheControl(CacheControl.noCache().cachePublic())
        .setEtagGenerator(this::tagOf);
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/", PAGE).setStatusCode(HttpStatus.FOUND);
    registry.addRedirectViewController("/play", PAGE).setStatusCode(HttpStatus.FOUND);
    registry.addViewController(PAGE).setViewName("forward:" + PAGE + "index.html");
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new PageHeaders()).addPathPatterns(PAGE + "**");
  }

  /** Weak, because what is sent may be compressed. */
  private String tagOf(Resource file) {
    return tags.computeIfAbsent(
        String.valueOf(file.getFilename()) + " " + file.getDescription(),
        name -> {
          try {
            String text = file.getContentAsString(StandardCharsets.UTF_8);
            return "W/\"" + Digests.hex(Digests.sha256(text)).substring(0, TAG_DIGITS) + "\"";
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
