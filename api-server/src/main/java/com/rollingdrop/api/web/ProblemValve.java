package com.rollingdrop.api.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat itself refuses, a request line that is none for instance, before any filter sees it.
 * Without this valve Tomcat answers with a page of HTML. Tomcat creates it by its name.
 */
public final class ProblemValve extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    ErrorCode code = ErrorCode.ofStatus(status);
    String path = request.getRequestURI();
    try {
      byte[] body =
          ProblemWriter.json(path == null ? "" : path, Problem.of(code, code.title() + "."));
      response.setContentType("application/problem+json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException e) {
      // The caller is gone; there is nobody to tell.
      container.getLogger().debug("an error's answer could not be sent", e);
    }
  }
}
