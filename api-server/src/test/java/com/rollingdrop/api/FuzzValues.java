package com.rollingdrop.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that a schema of the contract allows, and values beside it: at its bounds and beyond, of
 * other types, and such as have broken other servers. Not thread-safe.
 */
final class FuzzValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEPTH_MAX = 6;

  /** What has broken other servers. */
  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "'",
          "' OR '1'='1",
          "\"; DROP TABLE wallets; --",
          "1; SELECT pg_sleep(10)",
          "${jndi:ldap://127.0.0.1/a}",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "../../../etc/passwd",
          "..\\..\\windows",
          "%00",
          "\u0000",
          "a\r\nSet-Cookie: a=b",
          "\uD83D\uDE00",
          "\uFEFF",
          "\u202Eabc",
          "e\u0301",
          "-1",
          "0",
          "1e400",
          "NaN",
          "null",
          "true",
          "9223372036854775808",
          "18446744073709551616",
          "00000000-0000-0000-0000-000000000000",
          "2026-02-30",
          "0000-00-00",
          "9999-12-31T23:59:60Z",
          "a".repeat(300),
          "é".repeat(200));

  private final Random random;
  private final Map<String, List<String>> known;

  /**
   * @param known values that name something, by the name of a field
   */
  FuzzValues(Random random, Map<String, List<String>> known) {
    this.random = random;
    this.known = known;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  String nasty() {
    return oneOf(NASTY);
  }

  /** A value for a field that fits its schema as far as this looks at it. */
  JsonNode fitting(String name, JsonNode schema) {
    return fitting(name, schema, 0);
  }

  private JsonNode fitting(String name, JsonNode node, int depth) {
    JsonNode schema = Contract.resolved(node);
    List<String> values = known.getOrDefault(name, List.of());
    if (!values.isEmpty() && chance(70)) {
      return NODES.stringNode(oneOf(values));
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return oneOf(schema.get("enum").valueStream().toList());
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.has(choice)) {
        return fitting(name, oneOf(schema.get(choice).valueStream().toList()), depth);
      }
    }
    JsonNode types = schema.path("type");
    String type =
        types.isArray()
            ? oneOf(types.valueStream().toList()).asString()
            : types.asString(schema.has("properties") ? "object" : "string");
    return switch (type) {
      case "object" -> object(schema, depth);
      case "array" -> array(name, schema, depth);
      case "integer", "number" -> NODES.numberNode(integer(schema));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      default -> NODES.stringNode(string(schema));
    };
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    if (depth < DEPTH_MAX) {
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        if (required.contains(property.getKey()) || chance(50)) {
          object.set(property.getKey(), fitting(property.getKey(), property.getValue(), depth + 1));
        }
      }
    }
    return object;
  }

  private ArrayNode array(String name, JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    int most = Math.min(schema.path("maxItems").asInt(3), 4);
    int size = Math.max(schema.path("minItems").asInt(0), random.nextInt(most + 1));
    for (int i = 0; i < size && depth < DEPTH_MAX; i++) {
      array.add(fitting(name, schema.path("items"), depth + 1));
    }
    return array;
  }

  private long integer(JsonNode schema) {
    long min = schema.path("minimum").asLong(0);
    long max = schema.path("maximum").asLong(Math.max(min, 1_000));
    return switch (random.nextInt(4)) {
      case 0 -> min;
      case 1 -> max;
      default -> min + (long) (random.nextDouble() * Math.min(max - min, 2_000));
    };
  }

  private String string(JsonNode schema) {
    String format = schema.path("format").asString("");
    return switch (format) {
      case "uuid" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
      case "date" -> "2026-%02d-%02d".formatted(1 + random.nextInt(12), 1 + random.nextInt(28));
      case "date-time" -> "2026-11-23T10:00:0%d.000Z".formatted(random.nextInt(10));
      default -> {
        int least = Math.max(1, schema.path("minLength").asInt(1));
        int most = Math.max(least, Math.min(schema.path("maxLength").asInt(20), 40));
        int length = least + random.nextInt(most - least + 1);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
          text.append((char) ('a' + random.nextInt(26)));
        }
        yield text.toString();
      }
    };
  }

  /** A value beside what the schema says, as a rule. */
  JsonNode beside(JsonNode node) {
    JsonNode schema = Contract.resolved(node);
    List<Supplier<JsonNode>> ways = new ArrayList<>();
    ways.add(() -> NODES.stringNode(nasty()));
    ways.add(NODES::nullNode);
    ways.add(() -> NODES.booleanNode(true));
    ways.add(() -> NODES.numberNode(random.nextLong()));
    ways.add(() -> NODES.numberNode(random.nextDouble()));
    ways.add(NODES::arrayNode);
    ways.add(() -> NODES.arrayNode().add(NODES.objectNode()));
    ways.add(() -> NODES.objectNode().put("a", 1));
    ways.add(() -> NODES.numberNode(schema.path("minimum").asLong(0) - 1));
    ways.add(() -> NODES.numberNode(schema.path("maximum").asLong(Long.MAX_VALUE - 1) + 1));
    ways.add(() -> NODES.stringNode("x".repeat(schema.path("maxLength").asInt(2_000) + 1)));
    return oneOf(ways).get();
  }
}
