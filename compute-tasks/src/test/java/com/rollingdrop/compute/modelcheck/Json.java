package com.rollingdrop.compute.modelcheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a reply. */
final class Json {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<?, ?> fields;

  private Json(Map<?, ?> fields) {
    this.fields = fields;
  }

  static Json of(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      return new Json((Map<?, ?>) value(parser));
    }
  }

  String text(String name) {
    return field(name).toString();
  }

  long number(String name) {
    return Long.parseLong(text(name));
  }

  Json object(String name) {
    return new Json((Map<?, ?>) field(name));
  }

  List<Json> objects(String name) {
    return ((List<?>) field(name)).stream().map(each -> new Json((Map<?, ?>) each)).toList();
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  boolean isNull(String name) {
    return text(name).equals("null");
  }

  private Object field(String name) {
    return Objects.requireNonNull(fields.get(name), () -> "no field " + name + " in " + fields);
  }

  private static Object value(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, value(parser));
      }
      return fields;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        values.add(value(parser));
      }
      return values;
    }
    return parser.getString();
  }
}
