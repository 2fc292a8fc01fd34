package com.rollingdrop.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes problems. The one place that does, so that controllers, filters and the container itself
 * fail in the same form; it therefore needs nothing but the servlet's response.
 */
public final class ProblemWriter {
  /** Request attribute: the {@link ErrorCode} that it was answered with. */
  public static final String CODE = ProblemWriter.class.getName();

  private static final String MEDIA_TYPE = "application/problem+json";
  private static final JsonFactory JSON = new JsonFactory();

  private ProblemWriter() {}

  /** Answers the request with the problem, unless the answer is on its way already. */
  public static void write(
      HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    request.setAttribute(CODE, problem.code());
    write(request.getRequestURI(), response, problem);
  }

  static void write(String instance, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    byte[] body = json(instance, problem);
    response.setStatus(problem.code().status());
    problem.headers().forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static byte[] json(String instance, Problem problem) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("type", problem.code().type());
      json.writeStringProperty("title", problem.code().title());
      json.writeNumberProperty("status", problem.code().status());
      json.writeStringProperty("detail", problem.detail());
      json.writeStringProperty("instance", instance);
      json.writeStringProperty("code", problem.code().name());
      if (!problem.errors().isEmpty()) {
        json.writeArrayPropertyStart("errors");
        for (FieldError error : problem.errors()) {
          json.writeStartObject();
          json.writeStringProperty("field", error.field());
          json.writeStringProperty("message", error.message());
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
