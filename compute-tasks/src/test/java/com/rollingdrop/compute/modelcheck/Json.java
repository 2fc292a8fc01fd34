package com.rollingdrop.compute.modelcheck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a reply. */
final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final String text;

  private Json(JsonParser parser, String whole) {
    long from = parser.currentTokenLocation().getCharOffset();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser, whole));
    }
    text = whole.substring((int) from, (int) parser.currentTokenLocation().getCharOffset() + 1);
  }

  static Json of(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return new Json(parser, text);
    }
  }

  private static Object value(JsonParser parser, String whole) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return new Json(parser, whole);
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        values.add(value(parser, whole));
      }
      return values;
    }
    return parser.getString();
  }

  String text(String name) {
    return field(name).toString();
  }

  long number(String name) {
    return Long.parseLong(text(name));
  }

  UUID id(String name) {
    return UUID.fromString(text(name));
  }

  List<UUID> ids(String name) {
    return ((List<?>) field(name)).stream().map(id -> UUID.fromString(id.toString())).toList();
  }

  /** Epoch milliseconds. */
  long timeMs(String name) {
    return Instant.parse(text(name)).toEpochMilli();
  }

  Json object(String name) {
    return (Json) field(name);
  }

  List<Json> objects(String name) {
    return ((List<?>) field(name)).stream().map(Json.class::cast).toList();
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  boolean isNull(String name) {
    return text(name).equals("null");
  }

  private Object field(String name) {
    return Objects.requireNonNull(fields.get(name), () -> "no field " + name + " in " + text);
  }

  /** To the letter as it was read. */
  @Override
  public String toString() {
    return text;
  }
}
