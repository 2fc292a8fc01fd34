package com.rollingdrop.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.api.web.ErrorCode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is told of the codes. */
class ProblemsIT {
  private static final Api API = Api.shared();

  @Test
  void theTypeOfAProblemLeadsToWhatItMeansAndWhatToDo() {
    JsonNode problem = API.asNobody().get("/wallet").is(401).json();

    JsonNode described = API.asNobody().get(problem.get("type").asString()).is(200).json();

    for (String field : new String[] {"type", "code", "status", "title"}) {
      assertThat(described.get(field)).as(field).isEqualTo(problem.get(field));
    }
    assertThat(described.get("advice").asString()).isNotBlank();
  }

  @Test
  void theCatalogueHasEveryCodeAndEachHasAPlaceOfItsOwn() {
    Api.Reply reply = API.asNobody().get("/problems").is(200);

    assertThat(reply.header("Cache-Control")).isEqualTo("max-age=3600, public");
    JsonNode problems = reply.json().get("problems");
    assertThat(problems.valueStream().map(p -> p.get("code").asString()))
        .containsExactlyElementsOf(Stream.of(ErrorCode.values()).map(Enum::name).toList());
    for (JsonNode problem : problems) {
      Play.fits(problem, "ProblemDescription");
      assertThat(problem.get("advice").asString()).endsWith(".");
      assertThat(API.asNobody().get(problem.get("type").asString()).is(200).json())
          .isEqualTo(problem);
    }
  }

  @Test
  void whatIsNoCodeIsNotFound() {
    for (String name : new String[] {"no-such", "NOT_FOUND", "Not-Found", "not-found%20", "%00"}) {
      int status = API.asNobody().get("/problems/" + name).http().statusCode();
      assertThat(status).as(name).isIn(400, 404);
    }
    API.asNobody().get("/problems/no-such").isProblem(404, "NOT_FOUND");
    API.asNobody().post("/problems", "{}").isProblem(401, "UNAUTHENTICATED");
  }
}
