package com.rollingdrop.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.api.web.ErrorCode;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The written contract and the server say the same. */
class OpenApiIT {
  private static final Api API = Api.shared();
  private static final JsonNode CONTRACT = Contract.ROOT;

  private static Map<String, HandlerMethod> served() {
    Map<String, HandlerMethod> operations = new TreeMap<>();
    Map<RequestMappingInfo, HandlerMethod> mappings =
        API.context()
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods();
    mappings.forEach(
        (info, handler) ->
            info.getPatternValues()
                .forEach(
                    path ->
                        info.getMethodsCondition()
                            .getMethods()
                            .forEach(method -> operations.put(method + " " + path, handler))));
    return operations;
  }

  @Test
  void everyOperationIsWrittenAndEveryWrittenOneIsServed() {
    assertThat(served().keySet()).hasSize(57).isEqualTo(Contract.operations().keySet());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    for (JsonNode reference : CONTRACT.findValues("$ref")) {
      assertThat(CONTRACT.at(reference.asString().substring(1)).isMissingNode())
          .as(reference.asString())
          .isFalse();
    }
  }

  @Test
  void theQueryParametersAreThoseTheServerKnows() {
    Map<String, HandlerMethod> served = served();
    Contract.operations()
        .forEach(
            (name, operation) -> {
              Set<String> parameters = new TreeSet<>();
              for (JsonNode parameter : operation.path("parameters")) {
                if (Contract.resolved(parameter).get("in").asString().equals("query")) {
                  parameters.add(Contract.resolved(parameter).get("name").asString());
                }
              }
              Set<String> known = new TreeSet<>();
              for (var parameter : requireNonNull(served.get(name)).getMethodParameters()) {
                RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
                if (annotation != null) {
                  known.add(annotation.name());
                }
              }
              assertThat(parameters).as(name).isEqualTo(known);
            });
  }

  /** So the example is one that a reader can send. */
  @Test
  void everyExampleOfABodyHasTheFieldsThatItsSchemaAsksFor() {
    Contract.operations()
        .forEach(
            (name, operation) -> {
              JsonNode body = operation.at("/requestBody/content/application~1json");
              JsonNode schema = Contract.resolved(body.path("schema"));
              if (body.has("example")) {
                assertThat(body.get("example").propertyNames())
                    .as(name)
                    .containsAll(
                        schema.get("required").valueStream().map(JsonNode::asString).toList());
                assertThat(schema.get("properties").propertyNames())
                    .as(name)
                    .containsAll(body.get("example").propertyNames());
              }
            });
  }

  @Test
  void theErrorCodesAreThoseOfTheServer() {
    JsonNode codes = CONTRACT.requiredAt("/components/schemas/ErrorCode/enum");
    assertThat(codes.valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(Stream.of(ErrorCode.values()).map(ErrorCode::name).toList());
  }

  @Test
  void everyResponseNamesCodesOfItsStatus() {
    Contract.operations()
        .forEach(
            (name, operation) -> {
              for (var response : operation.get("responses").properties()) {
                String description =
                    Contract.resolved(response.getValue()).get("description").asString();
                assertThat(description).as(name).isNotBlank();
                List<String> words = List.of(description.split("[^A-Z_]+"));
                for (ErrorCode code : ErrorCode.values()) {
                  if (words.contains(code.name())) {
                    assertThat(response.getKey())
                        .as(name + " " + code)
                        .isEqualTo(Integer.toString(code.status()));
                  }
                }
              }
            });
  }

  @Test
  void aTokenIsAskedForWhereTheContractSaysSo() {
    Contract.operations()
        .forEach(
            (name, operation) -> {
              boolean open = operation.path("security").isArray();
              String[] parts = name.split(" ");
              String path =
                  parts[1]
                      .replace("{boxId}", "shared")
                      .replace("{userId}", "1")
                      .replace("/problems/{name}", "/problems/not-found")
                      .replace("{name}", "nobody")
                      .replace("{serverSeedHash}", "0".repeat(64))
                      .replace("{limit}", "DEPOSIT")
                      .replace("{window}", "DAY");
              HttpRequest request =
                  HttpRequest.newBuilder(API.uri(path))
                      .method(parts[0], HttpRequest.BodyPublishers.noBody())
                      .build();
              // Nobody has asked what to do with a body that is not there.
              int answered = parts[0].equals("GET") ? 200 : 415;
              assertThat(API.send(request).http().statusCode())
                  .as(name)
                  .isEqualTo(open ? answered : 401);
            });
  }
}
