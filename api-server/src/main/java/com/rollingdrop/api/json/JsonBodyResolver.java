package com.rollingdrop.api.json;

import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads a request's body for the controllers. The only reader of bodies, so the bound on their size
 * holds here for all of them, whether they state their length or come in chunks.
 */
public final class JsonBodyResolver implements HandlerMethodArgumentResolver {
  private final int maxBytes;

  public JsonBodyResolver(int maxBytes) {
    this.maxBytes = maxBytes;
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
    byte[] body;
    try {
      body = request.getInputStream().readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new ProblemException(
          ErrorCode.REQUEST_MALFORMED, "The body did not arrive as its headers say.");
    }
    if (body.length > maxBytes) {
      throw tooLarge();
    }
    return body;
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        ErrorCode.BODY_TOO_LARGE, "A body has at most " + maxBytes + " bytes.");
  }
}
