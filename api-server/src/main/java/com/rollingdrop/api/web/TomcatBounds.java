package com.rollingdrop.api.web;

import com.rollingdrop.grid.settings.HttpSettings;
import com.rollingdrop.grid.settings.Settings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** How much of the server one connection, and all of them, can take. */
@Component
final class TomcatBounds implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final int HEADER_FIELDS_MAX = 100;
  private static final int PARAMETERS_MAX = 100;

  private final HttpSettings http;

  TomcatBounds(Settings settings) {
    this.http = settings.http();
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(DeadlineProtocol.class.getName());
    factory.addConnectorCustomizers(
        connector -> {
          connector.setMaxParameterCount(PARAMETERS_MAX);
          DeadlineProtocol protocol = (DeadlineProtocol) connector.getProtocolHandler();
          protocol.setHeaderTimeoutMs(http.headerTimeoutMs());
          protocol.setConnectionTimeout(http.headerTimeoutMs());
          protocol.setKeepAliveTimeout(http.idleTimeoutMs());
          protocol.setMaxConnections(http.connectionsMax());
          protocol.setMaxHttpRequestHeaderSize(HttpSettings.HEADER_BYTES_HARD_MAX);
          protocol.setMaxHeaderCount(HEADER_FIELDS_MAX);
          // One part of a body; JsonBodyResolver bounds the whole.
          protocol.setDisableUploadTimeout(false);
          protocol.setConnectionUploadTimeout(http.bodyTimeoutMs());
        });
  }
}
