package com.rollingdrop.api.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where the container sends what failed outside the controllers, in a filter for instance. */
@Controller
final class FallbackErrorController implements ErrorController {
  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    // Somebody who asks for the path itself finds nothing there.
    ErrorCode code =
        status instanceof Integer number ? ErrorCode.ofStatus(number) : ErrorCode.NOT_FOUND;
    ProblemWriter.write(
        path instanceof String text ? text : request.getRequestURI(),
        response,
        Problem.of(code, code.title() + "."));
  }
}
