package com.rollingdrop.api.web;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the types of problems lead to: each code, what it means and what to do. Public. */
@RestController
final class ProblemsController {
  /** They change with a release only. */
  private static final Duration FRESH = Duration.ofHours(1);

  private static final List<Description> ALL =
      Stream.of(ErrorCode.values()).map(Description::of).toList();

  /** All codes. */
  record Catalogue(List<Description> problems) {}

  /** One code. */
  record Description(String type, String code, int status, String title, String advice) {
    static Description of(ErrorCode code) {
      return new Description(
          code.type(), code.name(), code.status(), code.title(), ErrorAdvice.of(code));
    }
  }

  @GetMapping(path = "/problems", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Catalogue> all() {
    return fresh(new Catalogue(ALL));
  }

  @GetMapping(path = "/problems/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Description> one(@PathVariable("name") String name) {
    return fresh(
        ALL.stream()
            .filter(problem -> problem.type().equals(ErrorCode.TYPES + name))
            .findAny()
            .orElseThrow(
                () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such problem.")));
  }

  private static <T> ResponseEntity<T> fresh(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.maxAge(FRESH).cachePublic()).body(body);
  }
}
