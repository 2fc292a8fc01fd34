package com.rollingdrop.api.json;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a request's body for the controllers. The only reader of bodies, so the bounds on their
 * size and on the time they may take hold here for all of them, whether they state their length or
 * come in chunks.
 */
public final class JsonBodyResolver implements HandlerMethodArgumentResolver {
  private static final int PART_BYTES = 8_192;

  private final int maxBytes;
  private final int timeoutMs;
  private final InstantSource clock;

  /**
   * @param timeoutMs how long a body may take, milliseconds; the connection bounds each part of it
   */
  public JsonBodyResolver(int maxBytes, int timeoutMs, InstantSource clock) {
    this.maxBytes = maxBytes;
    this.timeoutMs = timeoutMs;
    this.clock = clock;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == JsonBody.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest web,
      @Nullable WebDataBinderFactory binder) {
    HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
    if (request == null) {
      throw new IllegalStateException("not a servlet request");
    }
    return new JsonBody(StrictJson.object(read(request)));
  }

  private byte[] read(HttpServletRequest request) {
    if (request.getContentLengthLong() > maxBytes) {
      throw tooLarge();
    }
    try {
      return read(request.getInputStream());
    } catch (SocketTimeoutException e) {
      throw tooSlow();
    } catch (IOException e) {
      throw new ProblemException(
          ErrorCode.REQUEST_MALFORMED, "The body did not arrive as its headers say.");
    }
  }

  private byte[] read(InputStream input) throws IOException {
    long deadlineMs = clock.millis() + timeoutMs;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[PART_BYTES];
    int length = input.read(part);
    while (length >= 0) {
      body.write(part, 0, length);
      if (body.size() > maxBytes) {
        throw tooLarge();
      }
      if (clock.millis() > deadlineMs) {
        throw tooSlow();
      }
      length = input.read(part);
    }
    return body.toByteArray();
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        ErrorCode.BODY_TOO_LARGE, "A body has at most " + maxBytes + " bytes.");
  }

  private ProblemException tooSlow() {
    return new ProblemException(
        ErrorCode.REQUEST_TIMEOUT, "A body has " + timeoutMs + " ms to arrive.");
  }
}
