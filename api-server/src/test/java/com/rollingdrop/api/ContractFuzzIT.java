package com.rollingdrop.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.rollingdrop.api.web.ErrorCode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random requests made from the contract, good ones and bad ones: no answer is one that the
 * contract does not have, and none says that the server failed. The same seed sends the same
 * requests; {@code -Drollingdrop.fuzz.requests} and {@code -Drollingdrop.fuzz.seed} set how many
 * and which.
 */
class ContractFuzzIT {
  private static final int REQUESTS = Integer.getInteger("rollingdrop.fuzz.requests", 600);
  private static final long SEED = Long.getLong("rollingdrop.fuzz.seed", 20261124);

  /** New players come after so many requests. */
  private static final int PLAYERS_LAST = 200;

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> COMPILED = new HashMap<>();

  private static Api api;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void start() {
    // Nothing random may end the sessions and limits of another test's players.
    api = Api.alone(Map.of("ROLLINGDROP_ANALYTICS_TIMEOUT_MS", "250"));
    for (String boxId : new String[] {"shared", "another"}) {
      api.asAdmin().post("/admin/boxes", Api.BOX.formatted(boxId)).is(201);
    }
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /** One request, as it was made. */
  private record Shot(String operation, HttpRequest request, String body) {
    @Override
    public String toString() {
      return operation + " " + request.uri() + " " + request.headers().map() + " " + body;
    }
  }

  @Test
  void noAnswerIsOutsideTheContract() {
    System.out.println("rollingdrop.fuzz.seed=" + SEED + " rollingdrop.fuzz.requests=" + REQUESTS);
    Map<String, JsonNode> operations = Contract.operations();
    List<String> names = List.copyOf(operations.keySet());
    List<Api.Caller> players = new ArrayList<>();
    FuzzValues values = new FuzzValues(random, Map.of());
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      if (i % PLAYERS_LAST == 0) {
        // Those before have excluded themselves, or spent all they had.
        players.clear();
        values = new FuzzValues(random, furnish(players));
      }
      // Each operation in turn, so that a short run leaves none out.
      String name = names.get(i % names.size());
      Shot shot = shot(name, requireNonNull(operations.get(name)), players, values);
      Api.Reply reply = api.send(shot.request());
      statuses.merge(reply.http().statusCode(), 1, Integer::sum);
      String fault = faultOf(requireNonNull(operations.get(name)), name, reply);
      if (fault != null) {
        faults.add(
            fault + "\n  " + shot + "\n  → " + reply.http().statusCode() + " " + reply.text());
      }
    }
    System.out.println("answers by status: " + statuses);
    assertThat(faults).as("seed %d", SEED).isEmpty();
    // Else nothing was tried but the first line of defence.
    assertThat(statuses.getOrDefault(200, 0)).isGreaterThan(REQUESTS / 10);
    assertThat(statuses.getOrDefault(400, 0)).isGreaterThan(REQUESTS / 10);
  }

  private static Map<String, List<String>> furnish(List<Api.Caller> players) {
    Map<String, List<String>> known = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      Api.Caller player = Play.rich(api, 1_000_000);
      players.add(player);
      add(known, "userId", Long.toString(player.playerId()));
      add(known, "recipientId", Long.toString(player.playerId()));
      add(known, "sellerId", Long.toString(player.playerId()));
      add(known, "offererId", Long.toString(player.playerId()));
      for (int n = 0; n < 5; n++) {
        String itemId = Play.id(Play.draw(player));
        for (String field : new String[] {"itemId", "offeredItems", "askedItems"}) {
          add(known, field, itemId);
        }
      }
      add(known, "transactionId", Play.transactionOf(player.deposit(1).json()));
      add(
          known,
          "withdrawalId",
          Play.transactionOf(
              player.post("/transactions/withdraw", Play.key(), "{\"amountMinor\":5}").json()));
      add(
          known,
          "cursor",
          player.get("/transactions/history?limit=1").json().get("next").asString());
    }
    known.put("boxId", List.of("shared", "another"));
    return known;
  }

  private static void add(Map<String, List<String>> known, String field, String value) {
    known.computeIfAbsent(field, f -> new ArrayList<>()).add(value);
  }

  private Shot shot(String name, JsonNode operation, List<Api.Caller> players, FuzzValues values) {
    String[] parts = name.split(" ");
    boolean wild = values.chance(50);
    String path = parts[1];
    StringBuilder query = new StringBuilder();
    Map<String, String> headers = new TreeMap<>();
    for (JsonNode reference : operation.path("parameters")) {
      JsonNode parameter = Contract.resolved(reference);
      String field = parameter.get("name").asString();
      String text = text(field, parameter.get("schema"), wild, values);
      boolean required = parameter.path("required").asBoolean(false);
      switch (parameter.get("in").asString()) {
        case "path" -> path = path.replace("{" + field + "}", encoded(text));
        case "query" -> {
          if (required || values.chance(40)) {
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(field)
                .append('=')
                .append(encoded(text));
          }
        }
        default -> {
          if ((required && !(wild && values.chance(20))) || values.chance(20)) {
            headers.put(field, field.equals("Idempotency-Key") && !wild ? key() : text);
          }
        }
      }
    }
    HttpRequest.Builder request = caller(parts[1], players, values).request(path + query);
    headers.forEach(
        (field, text) -> {
          // What the client does not send cannot be asked.
          if (text.chars().allMatch(c -> c >= ' ' && c < 127)) {
            request.header(field, text);
          }
        });
    JsonNode schema = Contract.bodyOf(operation);
    String body = schema.isMissingNode() ? "" : body(schema, wild, values);
    if (!schema.isMissingNode() && !(wild && values.chance(5))) {
      request.header("Content-Type", "application/json");
    }
    request.method(
        parts[0],
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    return new Shot(name, request.build(), body);
  }

  private static String encoded(String text) {
    String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    // An empty part of a path would be another path.
    return encoded.isEmpty() ? "%20" : encoded;
  }

  private String key() {
    return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static String text(String field, JsonNode schema, boolean wild, FuzzValues values) {
    JsonNode value =
        wild && values.chance(60) ? values.beside(schema) : values.fitting(field, schema);
    return value.isString() ? value.stringValue() : value.toString();
  }

  private static Api.Caller caller(String path, List<Api.Caller> players, FuzzValues values) {
    int kind = values.oneOf(List.of(0, 0, 0, 0, 0, 0, 0, 1, 2, 3));
    boolean admin = path.startsWith("/admin") || path.startsWith("/analytics/global");
    return switch (kind) {
      case 1 -> admin ? values.oneOf(players) : api.asAdmin();
      case 2 -> api.asNobody();
      case 3 -> api.withToken("eyJhbGciOiJub25lIn0.e30.");
      default -> admin ? api.asAdmin() : values.oneOf(players);
    };
  }

  private static String body(JsonNode schema, boolean wild, FuzzValues values) {
    JsonNode body = values.fitting("", schema);
    if (!wild) {
      return body.toString();
    }
    if (body instanceof ObjectNode object && !object.isEmpty() && values.chance(85)) {
      List<String> fields = List.copyOf(object.propertyNames());
      String field = values.oneOf(fields);
      switch (values.oneOf(List.of(0, 1, 2, 2, 2))) {
        case 0 -> object.remove(field);
        case 1 -> object.put("role", "ADMIN");
        default -> object.set(field, values.beside(schema.path("properties").path(field)));
      }
      return object.toString();
    }
    String text = body.toString();
    return values.oneOf(
        List.of(
            "",
            "[]",
            "null",
            "{",
            values.nasty(),
            text + text,
            text.substring(0, text.length() / 2),
            "\uFEFF" + text));
  }

  /** What is wrong with an answer, null when nothing is. */
  private static @Nullable String faultOf(JsonNode operation, String name, Api.Reply reply) {
    String status = Integer.toString(reply.http().statusCode());
    JsonNode own = operation.at("/responses/" + status);
    JsonNode any = Contract.ROOT.get("x-answers-of-every-operation").path(status);
    // What is asked of another path may be nowhere, and without a token that is not told.
    boolean elsewhere = status.equals("404") || status.equals("401");
    if (own.isMissingNode() && any.isMissingNode() && !elsewhere) {
      return "the contract has no answer " + status;
    }
    if (status.charAt(0) == '5' && !status.equals("503")) {
      return "the server failed";
    }
    String type = reply.header("Content-Type");
    if (status.equals("304") || name.startsWith("HEAD")) {
      return reply.text().isEmpty() ? null : "a body where none may be";
    }
    String expected = status.charAt(0) < '4' ? "application/json" : "application/problem+json";
    if (!type.equals(expected)) {
      return "the answer is " + type;
    }
    JsonNode body;
    try {
      body = reply.json();
    } catch (JacksonException e) {
      return "the answer is no JSON";
    }
    if (status.charAt(0) >= '4') {
      ErrorCode code = ErrorCode.valueOf(body.get("code").asString());
      return code.status() != reply.http().statusCode()
          ? "the code is not one of the status"
          : misfit("problem", Contract.ROOT.at("/components/schemas/Problem"), body);
    }
    return misfit(
        name + " " + status, Contract.resolved(own).at("/content/application~1json/schema"), body);
  }

  private static @Nullable String misfit(String name, JsonNode schema, JsonNode body) {
    Schema compiled =
        COMPILED.computeIfAbsent(
            name,
            n -> {
              ObjectNode whole = Api.JSON.createObjectNode();
              whole.putArray("allOf").add(schema);
              whole.set("components", Contract.ROOT.get("components"));
              return SCHEMAS.getSchema(whole);
            });
    List<com.networknt.schema.Error> errors = compiled.validate(body);
    return errors.isEmpty() ? null : "the answer does not fit its schema: " + errors;
  }
}
