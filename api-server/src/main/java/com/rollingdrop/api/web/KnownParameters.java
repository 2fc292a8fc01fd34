package com.rollingdrop.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the operation does not know, as unknown fields of a body are: a
 * misspelt cursor would otherwise read the first page for ever. Thread-safe.
 */
public final class KnownParameters implements HandlerInterceptor {
  private final Map<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getQueryString() == null || !(handler instanceof HandlerMethod method)) {
      return true;
    }
    Set<String> names = known.computeIfAbsent(method, KnownParameters::namesOf);
    List<FieldError> errors = new ArrayList<>();
    ErrorCode code = ErrorCode.FIELD_INVALID;
    for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
      if (!names.contains(parameter.getKey())) {
        errors.add(new FieldError(parameter.getKey(), "is not a known query parameter"));
        code = ErrorCode.FIELD_UNKNOWN;
      } else if (parameter.getValue().length > 1) {
        errors.add(new FieldError(parameter.getKey(), "must be given once"));
      }
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.of(code, "The query cannot be answered.", errors));
    }
    return true;
  }

  private static Set<String> namesOf(HandlerMethod method) {
    return Stream.of(method.getMethodParameters())
        .map(parameter -> parameter.getParameterAnnotation(RequestParam.class))
        .flatMap(Stream::ofNullable)
        .map(RequestParam::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
